"""The phone call: an agent makes a return for a shopper, of an order that is known or of one that is not."""
