"""5. The carrier: whose van brings it back?"""
