diglotSearch("c992ebaa",["7588fd59","Welcome to the harbour","index.html",0,0,"Radio channels","sailing/radio.html",0,1,"Reading the tide table","sailing/tides.html",0,2])
