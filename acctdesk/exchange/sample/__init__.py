"""The sample workspace: a made-up book of clients to look around in."""

from acctdesk.exchange.sample.maker import make_sample

__all__ = ["make_sample"]
