diglotSearch("5071f02b",["321431c6","Ice in the harbour","ice.html",0,0,"Aanleggen voor een seizoen","index.html",0,1])
