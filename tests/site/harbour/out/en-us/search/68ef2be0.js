diglotSearch("68ef2be0",["Welcome to the harbour","index.html","a7616e21",0,"Radio channels","sailing/radio.html","a7616e21",1,"Reading the tide table","sailing/tides.html","a7616e21",2])
