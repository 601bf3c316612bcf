diglotSearch("fc00ffff",["港へようこそ","index.html","ab1f3356",0,"Radio channels","sailing/radio.html","ab1f3356",1,"Reading the tide table","sailing/tides.html","ab1f3356",2])
