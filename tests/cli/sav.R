# SPDX-License-Identifier: GPL-3.0-or-later
# Reads answers.sav in R (package foreign, whose reader is not ReadStat's) and holds it against the
# export, scores.csv and figures.csv.
#
#     Rscript --vanilla tests/cli/sav.R out/2022 surveys/2022
#
# Prints what differs, a line each, and then fails; else how many numbers agree.

arguments <- commandArgs(trailingOnly = TRUE)
out <- arguments[1]
survey <- arguments[2]
sav <- suppressWarnings(foreign::read.spss(file.path(out, "answers.sav"), use.value.labels = FALSE,
                                           use.missings = FALSE, reencode = FALSE))
ranges <- attr(sav, "missings")
labels <- attr(sav, "label.table")
export <- read.csv2(file.path(survey, "answers.csv"), colClasses = "character",
                    fileEncoding = "UTF-8", check.names = FALSE)
scores <- read.csv(file.path(out, "scores.csv"), colClasses = c(unit = "character"))
figures <- read.csv(file.path(out, "figures.csv"))
codebook <- read.csv(file.path(out, "codebook.csv"), colClasses = "character", encoding = "UTF-8")
questions <- codebook[codebook$kind == "question", ]
n_compared <- 0
n_faults <- 0
fault <- function(...) {
    n_faults <<- n_faults + 1
    cat(..., "\n")
}
compare <- function(what, got, want, tolerance = 0) {
    n_compared <<- n_compared + 1
    same <- length(got) == length(want) && all(is.na(got) == is.na(want)) &&
        all(abs(got - want) <= tolerance * pmax(1, abs(want)), na.rm = TRUE)
    if (!isTRUE(same)) fault(what, "differs:", head(got), "is not", head(want))
}
figure <- function(id) figures$value[figures$id == id]
# What is below 0 and declared so is missing.
answered <- function(name) {
    x <- sav[[name]]
    range <- ranges[[name]]
    if (range$type != "none") x[!is.na(x) & x >= range$value[1] & x <= range$value[2]] <- NA
    x
}

compare("rows", length(sav[[1]]), nrow(export))
if (!identical(trimws(as.vector(sav$orgnr)), export$orgnr)) fault("the keys are others")

# Every choice is there as often as in the export.
for (i in which(questions$type == "select_one")) {
    name <- questions$name[i]
    choices <- codebook[codebook$kind == "choice" & codebook$list == questions$list[i], ]
    is_answer <- choices$missing == ""
    codes <- suppressWarnings(as.numeric(choices$name))
    if (anyNA(codes)) {
        codes <- ifelse(is_answer, cumsum(is_answer), -cumsum(!is_answer))
    } else {
        codes <- ifelse(is_answer, codes, -codes)
    }
    for (k in seq_along(codes)) {
        compare(paste(name, choices$name[k]), sum(sav[[name]] == codes[k]),
                sum(export[[name]] == choices$name[k]))
        label <- names(labels[[name]])[match(codes[k], as.numeric(labels[[name]]))]
        if (!identical(enc2utf8(trimws(label)), enc2utf8(substr(choices$label_sv[k], 1, 120))))
            fault(name, codes[k], "is called", label)
    }
    compare(paste(name, "answered"), sum(!is.na(answered(name))),
            sum(export[[name]] %in% choices$name[is_answer]))
    if (!identical(ranges[[name]]$type, "range") || ranges[[name]]$value[2] != -1)
        fault(name, "declares other missing values")
}

# So is every option, among those who answered the question.
for (i in which(questions$type == "select_multiple")) {
    name <- questions$name[i]
    choices <- codebook[codebook$kind == "choice" & codebook$list == questions$list[i], ]
    chosen <- strsplit(export[[name]], " ", fixed = TRUE)
    none <- choices$name[choices$missing != ""]
    is_answered <- lengths(chosen) > 0 & !vapply(chosen, function(x) any(x %in% none), NA)
    for (choice in setdiff(choices$name, none)) {
        variable <- paste(name, choice, sep = "_")
        want <- vapply(chosen, function(x) choice %in% x, NA)
        want[!is_answered] <- NA
        compare(variable, answered(variable), as.numeric(want))
    }
}

for (i in which(questions$type %in% c("integer", "decimal"))) {
    name <- questions$name[i]
    compare(name, answered(name), suppressWarnings(as.numeric(export[[name]])))
}

# The indices are those of scores.csv, and their means the figures'.
for (code in unique(scores$code)) {
    of <- scores[scores$code == code, ]
    compare(code, sav[[code]], of$value)
    compare(paste(code, "rank"), sav[[paste0(code, "_rank")]], of$rank)
    compare(paste(code, "mean"), mean(sav[[code]], na.rm = TRUE),
            figure(paste0("index/mean/", code)), 1e-12)
    compare(paste(code, "sd"), sd(sav[[code]], na.rm = TRUE), figure(paste0("index/sd/", code)), 1e-12)
}
compare("mean of a question", mean(answered("mog_ledning"), na.rm = TRUE),
        figure("item/mean/mog_ledning"), 1e-12)

if (n_faults > 0) stop(n_faults, " faults")
cat(n_compared, "numbers agree\n")
