"""The demo: a shop to try Sendback on, with its storefront, its orders and its inbox."""
