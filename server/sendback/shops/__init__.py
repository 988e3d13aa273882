"""0. The shop: whose rules are these, and whose name is on the box?"""
