"""What is typed: words of counsellors, with every beginning of at least two signs on the way there."""

TYPED = (
    *("Kinder betreuen", "Vorlesen für Kinder", "Hausaufgabenhilfe", "Seniorenbesuchsdienst", "Garten"),
    *("Fahrradwerkstatt", "Müller", "Sprachförderung Deutsch", "Computerkurs Senioren", "Tierheim Hunde"),
    *("Hospizbegleitung am Wochenende", "mit Menschen arbeiten", "1042", "42277", "Elberfeld"),
    *("O'Brien", "C++", "§ 8", "e.V."),
)

KEYS = tuple(text[:end] for text in TYPED for end in range(2, len(text) + 1))
