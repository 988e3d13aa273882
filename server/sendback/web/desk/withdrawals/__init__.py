"""Withdrawals at the desk: what arrived, which order it is about, until when the money is due, what it all says."""
