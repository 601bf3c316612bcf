diglotSearch("c972eb9e",["4e8349d0","港へようこそ","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"Reading the tide table","sailing/tides.html",0,2])
