"""By which mark the schema of each revision is known; written by `python -m scripts.write_schema`."""

AT_REVISION = {
    "d0598436799a86d198f60cd6b74d8e0b3f5c849f": "0001",
    "3eff253fb1b2541f29686f0ab1b59ab847805d65": "0002",
    "6b05a2d870a288d98e7213ed868353692dd29f6d": "0003",
    "7508cec074ab95f3fcc543cbea3873a19b23ac67": "0004",
    "11265562579075e80fee27abddc47b87fd93c4b0": "0005",
    "7e8b2b3d68588f35acc5c3a08cff8cac1138745a": "0006",
    "d96d7c3b666b13c621d583b34c32cb572cb3a1a3": "0007",
    "e40f25a36392b8891d5fe62aaa8892c0aff5f5f0": "0008",
    "7883d0767c43148c07841957bd4d2209078756f8": "0009",
    "21d15fa4ba127edc2310241e5b000b9bf51cc88b": "0010",
    "53cd899cb39772e85d7a08ad329c419379970d45": "0011",
    "adeae949dc2ffeb3b9034a8c85b398bd71451341": "0012",
    "6de742a697f54820f024fa892ac4df009d075603": "0013",
    "e70a38eca81f338fe464081d3b5a64b5ee51839b": "0014",
}
"""The revision, by the fingerprint of its schema: all paths of upgrades lead to the same text."""
