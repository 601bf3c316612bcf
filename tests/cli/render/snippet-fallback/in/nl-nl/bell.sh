klok
