diglotSearch("9fea117f",["26239921","Ice in the harbour","ice.html",0,0,"Aanleggen voor een seizoen","index.html",0,1])
