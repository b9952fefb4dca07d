"""Files that come in pieces (tus 1.0): the offset is a row, the bytes are objects in the store, so any server process goes on with them."""
