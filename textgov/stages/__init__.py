"""The stages of the way, in order: read, privacy, segment, tag, route, cluster, agenda, export; and train, beside it.

No stage imports another; what two of them need lives in a lower layer.
"""
