diglotSearch("6a5c13e2","#C>:Fw6i*L!+OlZ%x8$V8z_{BCo2[AAQ%0Z.rs{~xp^bwtd|wzr$f=Y+YiBE,zr!5t:=8hQbYKY3q{hMCO=};bCh/1CWUoG4IB,VW;$;2;)N7e,*B#(xZaFSZhK'vET`:QD[d^IsN5z!It$D|'idAfELP#")
