"""The exchange with the province: what its systems pull of ours and push to us, in the packages of QCVN 125."""
