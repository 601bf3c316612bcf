diglotSearch("4d89f7cf",["5c76638d","港へようこそ","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"Reading the tide table","sailing/tides.html",0,2])
