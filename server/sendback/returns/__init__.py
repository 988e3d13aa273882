"""3. The return authorization: on whose word does it come back?"""
