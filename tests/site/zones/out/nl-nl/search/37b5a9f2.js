diglotSearch("37b5a9f2","#D>:Wl;A'mi#}I?KJ='NhPBSEc,_5k/NZ7-l[%q~0kIXpUrW%dpJ_f6er!Z}9udhJi%h-XQR1/X2c2iED|FLS(H=?|:J#z)zI:k_2taX;q](0kh~}1PE0}{q7sEBr9CH]|v6fpw1aC{gH5|/T4]R0bel'L")
