"""Every sentence a shopper reads, in every language, looked up by name."""
