# SPDX-License-Identifier: GPL-3.0-or-later
# A second opinion on the figures trend/...: recomputes those of the last of several survey folders
# from the raw tables of all of them, in base R, and compares.
#
#     Rscript tests/reference/trend.R out/2022 surveys/2020 surveys/2021 surveys/2022
#
# Nothing of mognad's is read but figures.csv, to be compared. Prints id, field, ours, R's and the
# deviation, relative to the larger of 1 and R's; ends with 1 when one is above 1e-9.
arguments <- commandArgs(trailingOnly = TRUE)
out_folder <- arguments[1]

read_table <- function(folder, name) {
    path <- file.path(folder, name)
    if (!file.exists(path)) return(NULL)
    first <- readLines(path, n = 1, encoding = "UTF-8")
    delimiter <- if (lengths(regmatches(first, gregexpr(";", first))) > 5) ";" else ","
    table <- read.table(path, sep = delimiter, header = TRUE, quote = "\"", colClasses = "character",
                        na.strings = character(0), check.names = FALSE, comment.char = "",
                        encoding = "UTF-8", fileEncoding = "UTF-8-BOM")
    table[] <- lapply(table, trimws)
    table
}

# --- a wave: its tables; what was answered ("" where nothing was) and asked, by question ---

relevant <- function(expression, answers) {
    holds <- rep(TRUE, nrow(answers))
    for (part in strsplit(expression, " and ", fixed = TRUE)[[1]]) {
        m <- regmatches(part, regexec("^\\$\\{(\\w+)\\} (=|>=|<=) '?([^']*)'?$", part))[[1]]
        stopifnot(length(m) == 4)
        x <- answers[[m[2]]]
        holds <- holds & switch(m[3], "=" = x == m[4],
                                ">=" = x != "" & suppressWarnings(as.numeric(x)) >= as.numeric(m[4]),
                                "<=" = x != "" & suppressWarnings(as.numeric(x)) <= as.numeric(m[4]))
    }
    holds & !is.na(holds)
}
load_wave <- function(folder) {
    w <- list(answers = read_table(folder, "answers.csv"), questions = read_table(folder, "survey.csv"),
              choices = read_table(folder, "choices.csv"), indices = read_table(folder, "indices.csv"),
              register = read_table(folder, "register.csv"), crosswalk = read_table(folder, "crosswalk.csv"))
    w$year <- as.integer(read_table(folder, "settings.csv")$wave)
    w$frame <- w$register$orgnr[as.numeric(w$register$fte) > 10]
    w$unit <- w$answers$orgnr
    for (name in c("Denominator", "Source", "Direction", "Weight"))
        if (is.null(w$indices[[name]])) w$indices[[name]] <- ""
    never <- w$answers == "-99"
    w$answers[never] <- ""
    w$asked <- as.data.frame(!never)
    for (i in which(w$questions$relevant != "" & !grepl("selected(", w$questions$relevant, fixed = TRUE))) {
        name <- w$questions$name[i]
        if (!is.null(w$answers[[name]]))
            w$asked[[name]] <- w$asked[[name]] &
                !(w$answers[[name]] == "" & !relevant(w$questions$relevant[i], w$answers))
    }
    w
}
list_of <- function(w, name) {
    type <- strsplit(w$questions$type[w$questions$name == name], " ")[[1]]
    w$choices[w$choices$list_name == type[2], ]
}
type_of <- function(w, name) strsplit(w$questions$type[w$questions$name == name], " ")[[1]][1]
source_of <- function(row) sub("/.*", "", if (row$Source == "") row$iCode else row$Source)
waves <- lapply(arguments[-1], load_wave)
waves <- waves[order(sapply(waves, function(w) w$year))]
last <- length(waves)

# --- the way back of a question: its name in waves[[s]], and the recodes on the way, earliest first ---

way_back <- function(name, from, s) {
    recodes <- list()
    while (from > s) {
        table <- waves[[from]]$crosswalk
        rows <- table[table$variable == name & table$from_wave %in% sapply(waves[s:(from - 1)], function(w) w$year), ]
        if (nrow(rows) == 0) return(NULL)
        direct <- rows$from_wave == waves[[s]]$year
        row <- if (any(direct)) rows[direct, ] else rows[which.max(as.integer(rows$from_wave)), ]
        recodes <- c(list(row$recode), recodes)
        name <- row$from_name
        from <- which(sapply(waves, function(w) w$year) == as.integer(row$from_wave))
    }
    list(name = name, recodes = recodes)
}
recode_texts <- function(texts, recodes) {
    for (recode in recodes[recodes != ""]) {
        pairs <- do.call(rbind, strsplit(trimws(strsplit(recode, ";")[[1]]), "="))
        texts <- pairs[match(texts, pairs[, 1]), 2]
    }
    texts
}

# --- an item of wave t, answered in wave w (t itself, or an earlier one, its answers recoded) ---

item <- function(t, row, w, back) {
    name <- source_of(row)
    x <- w$answers[[back$name]]
    in_base <- w$asked[[back$name]]
    type <- type_of(t, name)
    rules <- list_of(t, name)
    score <- as.numeric(rules$score)
    if (type == "select_one") {
        old <- list_of(w, back$name)
        in_base <- in_base & !(x != "" & old$missing[match(x, old$name)] == "not_applicable")
        at <- match(ifelse(x == "", NA, recode_texts(x, back$recodes)), rules$name)
        value <- score[at]
        value[which(rules$missing[at] != "")] <- NA
        low <- min(score, na.rm = TRUE)
        high <- max(score, na.rm = TRUE)
    } else if (type %in% c("integer", "decimal")) {
        stopifnot(all(unlist(back$recodes) == ""), row$Denominator == "")
        value <- suppressWarnings(as.numeric(sub(",", ".", x, fixed = TRUE)))
        low <- as.numeric(row$Low)
        high <- as.numeric(row$High)
        value[which(value < low | value > high)] <- NA
    } else {
        stopifnot(type == "select_multiple", all(unlist(back$recodes) == ""), !grepl("/", row$Source))
        old <- list_of(w, back$name)
        value <- vapply(strsplit(x, " "), function(c) {
            if (length(c) == 0 || any(old$missing[match(c, old$name)] != "")) return(NA_real_)
            sum(score[match(c, rules$name)], na.rm = TRUE)
        }, 0)
        low <- 0
        high <- sum(score[which(score > 0)])
    }
    value <- (value - low) / (high - low) * 100
    if (row$Direction == "-1") value <- 100 - value
    list(value = value, in_base = in_base)
}

# The scores of wave w on an index of wave t: on the items of `keep`, the way back of each in it.
score <- function(t, code, w, keep) {
    n <- nrow(w$answers)
    children <- t$indices[t$indices$Parent == code, ]
    parts <- list()
    for (i in seq_len(nrow(children))) {
        child <- children[i, ]
        if (child$Type == "Aggregate") {
            value <- score(t, child$iCode, w, keep)
            if (is.null(value)) next
            part <- list(value = value, in_base = rep(TRUE, n))
        } else {
            if (is.null(keep[[child$iCode]])) next
            part <- item(t, child, w, keep[[child$iCode]])
        }
        part$weight <- if (child$Weight == "") 1 else as.numeric(child$Weight)
        parts <- c(parts, list(part))
    }
    if (length(parts) == 0) return(NULL)
    value <- sapply(parts, function(p) p$value)
    weight <- matrix(sapply(parts, function(p) p$weight), n, length(parts), byrow = TRUE)
    base <- rowSums(weight * sapply(parts, function(p) p$in_base))
    present <- weight * !is.na(value)
    there <- rowSums(present)
    total <- rowSums(ifelse(is.na(value), 0, present * value)) / there
    total[base == 0 | there == 0 | there < 0.5 * base - 1e-12] <- NA
    total
}
items_below <- function(w, code) {
    below <- w$indices[w$indices$Parent == code, ]
    unlist(lapply(seq_len(nrow(below)), function(i)
        if (below$Type[i] == "Aggregate") items_below(w, below$iCode[i]) else below$iCode[i]))
}
own <- function(w, code) {
    keep <- list()
    for (i in items_below(w, code)) {
        row <- w$indices[w$indices$iCode == i, ]
        keep[[i]] <- list(name = source_of(row), recodes = list())
    }
    score(w, code, w, keep)
}
common <- function(s, t, code) {
    now <- waves[[t]]$indices
    before <- waves[[s]]$indices
    then <- sapply(items_below(waves[[s]], code), function(i) source_of(before[before$iCode == i, ]))
    keep <- list()
    for (i in items_below(waves[[t]], code)) {
        back <- way_back(source_of(now[now$iCode == i, ]), t, s)
        if (!is.null(back) && back$name %in% then) keep[[i]] <- back
    }
    keep
}

# --- comparing ---

figures <- read_table(out_folder, "figures.csv")
row.names(figures) <- figures$id
compared <- list()
check <- function(id, ...) {
    fields <- list(...)
    for (field in names(fields)) {
        ours <- if (id %in% figures$id) as.numeric(figures[id, field]) else NA
        compared[[length(compared) + 1]] <<- data.frame(id = id, field = field, ours = ours, r = fields[[field]],
                                                        there = id %in% figures$id)
    }
}

compare <- function(s, t, code, x, y, questions) {
    before <- waves[[s]]
    now <- waves[[t]]
    g <- paste0("/", code, "|since=", before$year, questions)
    n1 <- sum(!is.na(x)); n2 <- sum(!is.na(y))
    f1 <- length(before$frame); f2 <- length(now$frame); fc <- length(intersect(before$frame, now$frame))
    partner <- x[match(now$unit, before$unit)]
    both <- !is.na(partner) & !is.na(y)
    a <- partner[both]; b <- y[both]; nc <- sum(both)
    covariance <- (nc / n1 / n2 - fc / f1 / f2) * cor(a, b) * sd(x, na.rm = TRUE) * sd(y, na.rm = TRUE)
    se <- sqrt((1 - n1 / f1) * var(x, na.rm = TRUE) / n1 + (1 - n2 / f2) * var(y, na.rm = TRUE) / n2 - 2 * covariance)
    change <- mean(y, na.rm = TRUE) - mean(x, na.rm = TRUE)
    df <- min(n1, n2) - 1
    check(paste0("trend/change", g), value = change, se = se, n = n2, p = 2 * pt(-abs(change / se), df),
          low = change - qt(0.975, df) * se, high = change + qt(0.975, df) * se)
    paired <- t.test(b, a, paired = TRUE)
    check(paste0("trend/panel_change", g), value = mean(b - a), se = paired$stderr, n = nc, p = paired$p.value,
          low = paired$conf.int[1], high = paired$conf.int[2])
    d <- round(b - a, 8) # differences that rounding alone tells apart are ties
    signed <- suppressWarnings(wilcox.test(d, exact = FALSE))
    check(paste0("trend/panel_wilcoxon", g), value = signed$statistic[[1]], p = signed$p.value)
    check(paste0("trend/panel_mean/", code, "|since=", before$year, ";wave=", now$year, questions), value = mean(b), n = nc)
    enters <- y[!is.na(y) & !both]
    leaves <- x[!is.na(x) & !(before$unit %in% now$unit[both])]
    part <- function(n, all, difference) if (n == 0) 0 else n / all * difference
    check(paste0("trend/staying", g), value = mean(b) - mean(a))
    check(paste0("trend/entering", g), value = part(length(enters), n2, mean(enters) - mean(b)), n = length(enters))
    check(paste0("trend/leaving", g), value = part(length(leaves), n1, mean(a) - mean(leaves)), n = length(leaves))
    change
}

shared <- function(s, t) intersect(waves[[t]]$indices$iCode[waves[[t]]$indices$Type == "Aggregate"],
                                   waves[[s]]$indices$iCode[waves[[s]]$indices$Type == "Aggregate"])
for (s in unique(c(1, last - 1))) for (code in shared(s, last)) {
    all <- compare(s, last, code, own(waves[[s]], code), own(waves[[last]], code), "")
    keep <- common(s, last, code)
    same <- lapply(keep, function(k) list(name = NULL))
    for (i in names(keep)) {
        row <- waves[[last]]$indices[waves[[last]]$indices$iCode == i, ]
        same[[i]] <- list(name = source_of(row), recodes = list())
    }
    x <- score(waves[[last]], code, waves[[s]], keep)
    y <- score(waves[[last]], code, waves[[last]], same)
    part <- compare(s, last, code, x, y, ";questions=common")
    check(paste0("trend/item_change/", code, "|since=", waves[[s]]$year), value = all - part)
    check(paste0("trend/items_common/", code, "|since=", waves[[s]]$year), value = length(keep))
}

# --- the verdict ---

table <- do.call(rbind, compared)
table$deviation <- abs(table$ours - table$r) / pmax(1, abs(table$r))
table$is_far <- !(table$there & table$deviation <= 1e-9)
for (i in seq_len(nrow(table))) with(table[i, ],
    cat(sprintf("%-58s %-5s %22.15g %22.15g %9.2g%s\n", id, field, ours, r, deviation, if (is_far) "  FAR" else "")))
cat(sprintf("%d figures, %d numbers compared; %d too far; largest deviation %.2g\n", length(unique(table$id)),
            nrow(table), sum(table$is_far), max(table$deviation, na.rm = TRUE)))
if (any(table$is_far) || nrow(table) < 40) quit(status = 1)
