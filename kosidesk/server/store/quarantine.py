"""Of whom a refused operation speaks, so that it goes when they are erased."""

from kosidesk.protocol.messages import Operation
from kosidesk.protocol.parts import wholes


def speaks_of(operation: Operation) -> frozenset[str]:
    """Its record, and whatever that is or was a part of."""
    parts = wholes(operation.kind, operation.old()) | wholes(operation.kind, operation.new())
    return parts | {operation.record}
