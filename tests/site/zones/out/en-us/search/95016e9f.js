diglotSearch("95016e9f",["b0b832f6","Ice in the harbour","ice.html",0,0,"Moor for a season","index.html",0,1])
