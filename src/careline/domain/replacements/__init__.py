"""Units sent to make good, until one works; returns, warranty, suppliers' claims."""
