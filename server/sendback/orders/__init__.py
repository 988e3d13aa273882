"""1. The order: which purchase is this?"""
