horn --long
