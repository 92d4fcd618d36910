"""The first screen: what now?"""
