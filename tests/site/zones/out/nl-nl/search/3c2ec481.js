diglotSearch("3c2ec481","#D>:LT6i*Kg]}z=/Z`86$4g{n?G_)n#X`:JQP(}Gk/Z^f&H1#9dop&8a5H*}l!9I6]9agaQbYJ?yUJb(CgUcdKFLKc^Lj[c(,&VwG1]$Q%[!(mfm(r:PNXE?AFljS~ARNgzzoyE??wCruupgM0-gxuR=Op")
