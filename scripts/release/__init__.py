"""What a release is made of, and what must be so before there is one."""
