# SPDX-License-Identifier: GPL-3.0-or-later
# A second opinion: recomputes figures of a survey folder from its raw tables, in R, and compares.
#
#     Rscript tests/reference/figures.R surveys/2022 out/2022          (./dev reference does it)
#
# Nothing of mognad's is read but figures.csv, to be compared. The rules of the index tree are
# written anew here, as far as surveys/2022 uses them: goalposts, directions, weights, a denominator,
# `available` with a least share of half. Packages beside base R: psych, sandwich, car, survey,
# and igraph for betweenness and components of the network.
# Prints id, field, ours, R's and the deviation, relative to the larger of 1 and R's; ends with 1
# when a deviation is above the tolerance: 1e-9, or 1e-6 where a fit is iterated.
suppressPackageStartupMessages({
    library(psych); library(sandwich); library(car); library(survey); requireNamespace("igraph")
})
arguments <- commandArgs(trailingOnly = TRUE)
survey_folder <- if (length(arguments) >= 1) arguments[1] else "surveys/2022"
out_folder <- if (length(arguments) >= 2) arguments[2] else "out/2022"

# --- the raw tables ---

read_table <- function(folder, name) {
    path <- file.path(folder, name)
    first <- readLines(path, n = 1, encoding = "UTF-8")
    delimiter <- if (lengths(regmatches(first, gregexpr(";", first))) > 5) ";" else ","
    table <- read.table(path, sep = delimiter, header = TRUE, quote = "\"", colClasses = "character",
                        na.strings = character(0), check.names = FALSE, comment.char = "",
                        encoding = "UTF-8", fileEncoding = "UTF-8-BOM")
    table[] <- lapply(table, trimws)
    table
}
answers <- read_table(survey_folder, "answers.csv")
questions <- read_table(survey_folder, "survey.csv")
choices <- read_table(survey_folder, "choices.csv")
indices <- read_table(survey_folder, "indices.csv")
register <- read_table(survey_folder, "register.csv")
figures <- read_table(out_folder, "figures.csv")
row.names(figures) <- figures$id

register$fte <- as.numeric(register$fte)
register$complexity_level <- as.numeric(register$complexity)
frame <- register[register$fte > 10, ]
of_unit <- match(answers$orgnr, register$orgnr)
stopifnot(!anyNA(of_unit), !anyDuplicated(answers$orgnr), answers$orgnr %in% frame$orgnr)
n_frame <- nrow(frame)
n_answers <- nrow(answers)

# --- what was asked ---

# One comparison of `relevant`: an empty answer is less than nothing and greater than nothing.
relevant <- function(expression) {
    parts <- strsplit(expression, " and ", fixed = TRUE)[[1]]
    holds <- rep(TRUE, n_answers)
    for (part in parts) {
        m <- regmatches(part, regexec("^\\$\\{(\\w+)\\} (=|>=|<=) '?([^']*)'?$", part))[[1]]
        stopifnot(length(m) == 4)
        x <- answers[[m[2]]]
        holds <- holds & switch(m[3], "=" = x == m[4],
                                ">=" = x != "" & suppressWarnings(as.numeric(x)) >= as.numeric(m[4]),
                                "<=" = x != "" & suppressWarnings(as.numeric(x)) <= as.numeric(m[4]))
    }
    holds & !is.na(holds)
}

# --- items on 0-100: `value`, NA where missing; `in_base`, FALSE where not asked or not applicable ---

item_of <- function(row) {
    source <- if (row$Source == "") row$iCode else row$Source
    option <- sub("^[^/]*/?", "", source)
    question <- questions[questions$name == sub("/.*", "", source), ]
    type <- strsplit(question$type, " ")[[1]]
    x <- answers[[question$name]]
    in_base <- rep(TRUE, n_answers)
    if (question$relevant != "")
        in_base <- in_base & !(x == "" & !relevant(question$relevant))
    low <- as.numeric(row$Low)
    high <- as.numeric(row$High)
    list <- choices[choices$list_name == type[2], ]
    score <- as.numeric(list$score)
    if (type[1] == "select_one") {
        at <- match(x, list$name)
        value <- score[at]
        in_base <- in_base & !(x != "" & list$missing[at] == "not_applicable")
        low <- min(score, na.rm = TRUE)
        high <- max(score, na.rm = TRUE)
    } else if (type[1] == "select_multiple") {
        chosen <- strsplit(x, " ")
        gone <- vapply(chosen, function(c) length(c) == 0 || any(list$missing[match(c, list$name)] != ""),
                       TRUE)
        value <- if (option != "") as.numeric(vapply(chosen, function(c) option %in% c, TRUE))
                 else vapply(chosen, function(c) sum(score[match(c, list$name)]), 0)
        value[gone] <- NA
        low <- 0
        high <- if (option != "") 1 else sum(score[which(score > 0)])
    } else {
        value <- suppressWarnings(as.numeric(x))
        if (row$Denominator != "") value <- value / register[[row$Denominator]][of_unit]
    }
    value[which(value < low | value > high)] <- NA
    value <- (value - low) / (high - low) * 100
    if (row$Direction == "-1") value <- 100 - value
    list(value = value, in_base = in_base)
}

items <- list()
indexes <- indices$iCode[indices$Type == "Aggregate"]
for (i in which(indices$Type == "Indicator")) items[[indices$iCode[i]]] <- item_of(indices[i, ])
weight_of <- function(code) {
    weight <- indices$Weight[match(code, indices$iCode)]
    as.numeric(ifelse(weight == "", "1", weight))
}
children_of <- function(code) indices$iCode[indices$Parent == code & indices$Type %in% c("Indicator", "Aggregate")]
scores <- list()
score_of <- function(code) {
    if (!is.null(scores[[code]])) return(scores[[code]])
    if (!is.null(items[[code]])) return(items[[code]]$value)
    children <- children_of(code)
    value <- sapply(children, score_of)
    in_base <- sapply(children, function(c) if (is.null(items[[c]])) rep(TRUE, n_answers) else items[[c]]$in_base)
    weight <- matrix(weight_of(children), n_answers, length(children), byrow = TRUE)
    base <- rowSums(weight * in_base)
    present <- weight * !is.na(value)
    there <- rowSums(present)
    total <- rowSums(ifelse(is.na(value), 0, present * value)) / there
    total[base == 0 | there == 0 | there < 0.5 * base - 1e-12] <- NA
    scores[[code]] <<- total
    total
}
for (code in indexes) score_of(code)
x_of <- function(code) {
    if (code %in% c("fte", "complexity_level")) return(register[[code]][of_unit])
    score_of(code)
}

# Units whose scores differ by rounding alone are equal: for ranks.
steady <- function(x) signif(x, 12)

# --- groups ---

sizes <- function(fte) {
    cuts <- c(10, 50, 100, 250, 1000)
    names <- c("<=10", "10-50", "50-100", "100-250", "250-1000", ">1000")
    factor(names[findInterval(fte, cuts, left.open = TRUE) + 1], levels = names)
}
group_of <- function(group, of) {
    if (group == "size") return(droplevels(sizes(of$fte)))
    factor(of[[c(department = "departement", service = "service", complexity = "complexity",
                 public_service = "public_service", cofog = "cofog_division")[[group]]]])
}

# --- comparing ---

compared <- list()
encoded <- function(text) {
    bytes <- as.integer(charToRaw(enc2utf8(text)))
    plain <- as.integer(charToRaw(paste0(paste(c(letters, LETTERS, 0:9), collapse = ""), "_.-")))
    paste(ifelse(bytes %in% plain, intToUtf8(bytes, multiple = TRUE), sprintf("%%%02X", bytes)), collapse = "")
}
check <- function(id, ..., tolerance = 1e-9) {
    wanted <- list(...)
    for (field in names(wanted)) {
        ours <- if (id %in% figures$id) suppressWarnings(as.numeric(figures[id, field])) else NA
        compared[[length(compared) + 1]] <<-
            data.frame(id = id, field = field, ours = ours, r = unname(wanted[[field]]),
                       there = id %in% figures$id, tolerance = tolerance)
    }
}
with_fpc <- function(x, population) {
    x <- x[!is.na(x)]
    n <- length(x)
    se <- sqrt((1 - n / population) * var(x) / n)
    list(value = mean(x), n = n, se = se, low = mean(x) - qt(0.975, n - 1) * se,
         high = mean(x) + qt(0.975, n - 1) * se)
}
wilson <- function(p, n, population) {
    effective <- n / (1 - n / population)
    z <- qnorm(0.975)
    middle <- (p + z^2 / (2 * effective)) / (1 + z^2 / effective)
    reach <- z / (1 + z^2 / effective) * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2))
    list(value = p, n = n, low = middle - reach, high = middle + reach)
}
check_list <- function(id, list, tolerance = 1e-9) do.call(check, c(id, list, tolerance = tolerance))

# --- response, indices, shares ---

check("response/rate", value = n_answers / n_frame)
for (code in indexes) {
    x <- x_of(code)
    check_list(paste0("index/mean/", code), with_fpc(x, n_frame))
    present <- x[!is.na(x)]
    check(paste0("index/sd/", code), value = sd(present))
    check(paste0("index/median/", code), value = median(present))
    check(paste0("index/q3/", code), value = unname(quantile(present, 0.75, type = 7)))
    check(paste0("index/skewness/", code), value = psych::skew(present, type = 2))
    check(paste0("index/kurtosis/", code), value = psych::kurtosi(present, type = 2))
}
strong <- x_of("INCITAMENT") >= 50
check_list("share/strong/INCITAMENT",
           wilson(mean(strong, na.rm = TRUE), sum(!is.na(strong)), n_frame))
for (group in c("size", "department", "public_service")) {
    of_frame <- group_of(group, frame)
    level <- factor(group_of(group, register[of_unit, ]), levels = levels(of_frame))
    for (one in levels(of_frame)) if (sum(level == one) >= 2) {
        of <- paste0("|", group, "=", encoded(one))
        check_list(paste0("index/mean/MOGNAD", of), with_fpc(x_of("MOGNAD")[level == one], sum(of_frame == one)))
        check(paste0("response/rate", of), value = sum(level == one) / sum(of_frame == one))
    }
    for (code in c("MOGNAD", "DELTAGANDE")) {
        k <- kruskal.test(steady(x_of(code)), level)
        check(paste0("group_difference/kruskal_h/", code, "~", group), value = k$statistic, p = k$p.value)
        n_of <- table(level[!is.na(x_of(code))])
        if (all(n_of >= 2)) {
            w <- oneway.test(x_of(code) ~ level)
            check(paste0("group_difference/welch_f/", code, "~", group), value = w$statistic, p = w$p.value)
        }
    }
}
for (question in c("mog_ledning", "att_dela", "fin_haft")) {
    x <- answers[[question]]
    type <- strsplit(questions$type[questions$name == question], " ")[[1]]
    list <- choices[choices$list_name == type[2] & choices$missing == "", ]
    counts <- x %in% list$name
    for (one in list$name)
        check_list(paste0("item/share/", question, "|choice=", one),
                   wilson(mean(x[counts] == one), sum(counts), n_frame))
}

# --- weighted to the strata of size ---

design <- svydesign(ids = ~1, strata = ~size, fpc = ~population, data = local({
    of_frame <- group_of("size", frame)
    size <- factor(group_of("size", register[of_unit, ]), levels = levels(of_frame))
    data.frame(size, population = as.numeric(table(of_frame)[size]), as.data.frame(scores))
}))
for (code in c("MOGNAD", "SAMVERKAN", "INKLUDERING")) {
    x <- x_of(code)
    known <- subset(design$variables, !is.na(x))
    d <- svydesign(ids = ~1, strata = ~size, fpc = ~population, data = known)
    m <- svymean(reformulate(code), d)
    t <- qt(0.975, degf(d))
    check(paste0("index/weighted_mean/", code), value = coef(m)[[1]], se = SE(m)[[1]],
          low = coef(m)[[1]] - t * SE(m)[[1]], high = coef(m)[[1]] + t * SE(m)[[1]])
}

# --- reliability ---

children_values <- function(code) sapply(children_of(code), score_of)
for (code in indexes) {
    values <- children_values(code)
    whole <- values[complete.cases(values), , drop = FALSE]
    n <- nrow(whole)
    k <- ncol(whole)
    a <- k / (k - 1) * (1 - sum(apply(whole, 2, var)) / var(rowSums(whole)))
    check(paste0("alpha/complete/", code), value = a, n = n,
          low = 1 - (1 - a) * qf(0.975, n - 1, (n - 1) * (k - 1)),
          high = 1 - (1 - a) * qf(0.025, n - 1, (n - 1) * (k - 1)))
    covariance <- cov(values, use = "pairwise.complete.obs")
    check(paste0("alpha/pairwise/", code),
          value = k^2 * mean(covariance[lower.tri(covariance)]) / sum(covariance))
    if (any(apply(whole, 2, var) == 0)) next # of those who were asked all, nobody differs
    r <- cor(whole)
    check(paste0("inter_item/mean_r/", code), value = mean(r[lower.tri(r)]))
    check(paste0("eigen/first_share/", code), value = eigen(r, symmetric = TRUE)$values[1] / k)
    if (k > 2) {
        check(paste0("kmo/overall/", code), value = psych::KMO(r)$MSA)
        bartlett <- psych::cortest.bartlett(r, n)
        check(paste0("bartlett/chi2/", code), value = bartlett$chisq, p = bartlett$p.value)
        f <- suppressWarnings(suppressMessages(psych::fa(r, fm = "minres", n.obs = n)))
        loading <- as.numeric(f$loadings)
        check(paste0("omega/total/", code), tolerance = 1e-6,
              value = sum(loading)^2 / (sum(loading)^2 + sum(1 - loading^2)))
    }
}

# --- correlations and lines ---

fisher <- function(r, n, z = qnorm(0.975)) tanh(atanh(r) + c(-1, 1) * z / sqrt(n - 3))
pairs <- list(c("MOGNAD", "INCITAMENT"), c("SAMVERKAN", "STUPROR"), c("INCITAMENT", "SAMHALLSNYTTA"),
              c("INCITAMENT", "INTERNNYTTA"), c("DELTAGANDE", "TRANSPARENS"))
for (pair in pairs) {
    x <- x_of(pair[1])
    y <- x_of(pair[2])
    at <- function(measure) sprintf("correlation/%s/%s~%s", measure, pair[1], pair[2])
    c <- cor.test(x, y)
    check(at("pearson"), value = c$estimate, low = c$conf.int[1], high = c$conf.int[2], p = c$p.value)
    both <- complete.cases(x, y)
    s <- cor.test(rank(steady(x[both])), rank(steady(y[both])))
    check(at("spearman"), value = s$estimate, low = s$conf.int[1], high = s$conf.int[2], p = s$p.value)
    k <- suppressWarnings(cor.test(steady(x), steady(y), method = "kendall", exact = FALSE))
    check(at("kendall"), value = k$estimate, p = k$p.value)
}
for (pair in list(c("SAMHALLSNYTTA", "INCITAMENT"), c("MOGNAD", "FINANSIERING"), c("DELTAGANDE", "TRANSPARENS"))) {
    data <- data.frame(y = x_of(pair[1]), x = x_of(pair[2]), key = answers$orgnr)
    line <- lm(y ~ x, data)
    at <- function(measure) sprintf("regression/%s/%s~%s", measure, pair[1], pair[2])
    b <- summary(line)$coefficients
    check(at("slope"), value = b[2, 1], se = b[2, 2], p = b[2, 4], low = confint(line)[2, 1],
          high = confint(line)[2, 2])
    check(at("intercept"), value = b[1, 1], se = b[1, 2])
    check(at("r2"), value = summary(line)$r.squared)
    p <- predict(line, data.frame(x = 75), interval = "confidence")
    check(paste0(at("line"), "|x=75"), value = p[1], low = p[2], high = p[3])
    cook <- cooks.distance(line)
    check(sprintf("influence/n/%s~%s", pair[1], pair[2]), value = sum(cook > 4 / nobs(line)))
    for (i in head(names(sort(cook, decreasing = TRUE)), 5)) {
        of <- sprintf("%s~%s|unit=%s", pair[1], pair[2], encoded(data$key[as.integer(i)]))
        check(paste0("influence/cook/", of), value = cook[[i]])
        check(paste0("influence/slope/", of), value = coef(lm(y ~ x, data[-as.integer(i), ]))[[2]])
    }
}

# --- hypotheses ---

p_of <- numeric(0)
claim <- function(id, p, ...) {
    p_of[id] <<- p
    check(paste0("hypothesis/estimate/", id), p = p, ...)
}
r_claim <- function(id, x, y) {
    c <- cor.test(x, y)
    claim(id, cor.test(x, y, alternative = "greater")$p.value, value = c$estimate, n = c$parameter + 2,
          low = c$conf.int[1], high = c$conf.int[2])
    both <- which(complete.cases(x, y))
    without <- vapply(both, function(i) cor(x[-i], y[-i], use = "complete.obs"), 0)
    for (end in c("low", "high")) {
        i <- if (end == "low") which.min(without) else which.max(without)
        check(sprintf("hypothesis/leave_one_out_%s/%s|unit=%s", end, id, encoded(answers$orgnr[both[i]])),
              value = without[i])
    }
}
with(list(), {
    r_claim("H1", x_of("INCITAMENT"), x_of("SAMHALLSNYTTA"))
    controls <- c("fte", "complexity_level")
    d <- na.omit(data.frame(x = x_of("INCITAMENT"), y = x_of("SAMHALLSNYTTA"),
                            vapply(controls, x_of, numeric(length(of_unit)))))
    for (given in c(list(controls), controls)) {
        partial <- psych::partial.r(cor(d[c("x", "y", given)]), c(1, 2), 2 + seq_along(given))[1, 2]
        df <- nrow(d) - 2 - length(given)
        check(if (length(given) > 1) "hypothesis/partial/H1"
              else paste0("hypothesis/partial/H1|given=", given), value = partial,
              p = 2 * pt(-abs(partial) * sqrt(df / (1 - partial^2)), df))
    }
    for (h in list(c("H6", "REGLERINGSBREV"), c("H7", "FORORDNING"), c("H8", "REGERINGSUPPDRAG")))
        r_claim(h[1], x_of(h[2]), x_of("SAMHALLSNYTTA"))
    r_claim("H9", x_of("FINANSIERING"), x_of("MOGNAD"))
    r_claim("H10", x_of("FINANSIERING"), x_of("DELTAGANDE"))
    r_claim("H18", x_of("TRANSPARENS"), x_of("DELTAGANDE"))
    without_service <- register$public_service[of_unit] == "0"
    c <- cor.test(x_of("SAMHALLSNYTTA")[without_service], x_of("MEDSKAPANDE")[without_service])
    claim("H14", pt(-c$statistic, c$parameter), value = c$estimate, low = c$conf.int[1], high = c$conf.int[2])
})

# H2: two correlations that share x (Steiger 1980, Z2*; Zou 2007).
local({
    d <- na.omit(data.frame(x = x_of("INCITAMENT"), a = x_of("SAMHALLSNYTTA"), b = x_of("INTERNNYTTA")))
    r <- cor(d)
    n <- nrow(d)
    rj <- r["x", "a"]
    rk <- r["x", "b"]
    rjk <- r["a", "b"]
    m <- (rj + rk) / 2
    psi <- rjk * (1 - 2 * m^2) - m^2 / 2 * (1 - 2 * m^2 - rjk^2)
    z <- sqrt(n - 3) * (atanh(rj) - atanh(rk)) / sqrt(2 - 2 * psi / (1 - m^2)^2)
    i <- fisher(rj, n)
    j <- fisher(rk, n)
    together <- ((rjk - rj * rk / 2) * (1 - rj^2 - rk^2 - rjk^2) + rjk^3) / ((1 - rj^2) * (1 - rk^2))
    claim("H2", pnorm(-z), value = rj - rk, n = n,
          low = rj - rk - sqrt((rj - i[1])^2 + (j[2] - rk)^2 - 2 * together * (rj - i[1]) * (j[2] - rk)),
          high = rj - rk + sqrt((i[2] - rj)^2 + (rk - j[1])^2 - 2 * together * (i[2] - rj) * (rk - j[1])))
    check("hypothesis/steiger_z/H2", value = z)
})

welch_claim <- function(id, y, first, second, side) {
    t <- t.test(y[which(first)], y[which(second)])
    claim(id, t.test(y[which(first)], y[which(second)], alternative = side)$p.value,
          value = t$estimate[1] - t$estimate[2], se = t$stderr, low = t$conf.int[1], high = t$conf.int[2])
    both <- c(y[which(first)], y[which(second)])
    of <- rep(1:2, c(sum(first, na.rm = TRUE), sum(second, na.rm = TRUE)))
    s <- by(both, of, function(v) c(sum(!is.na(v)), mean(v, na.rm = TRUE), var(v, na.rm = TRUE)))
    df <- s[[1]][1] + s[[2]][1] - 2
    pooled <- sqrt(((s[[1]][1] - 1) * s[[1]][3] + (s[[2]][1] - 1) * s[[2]][3]) / df)
    correction <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    check(paste0("hypothesis/hedges_g/", id), value = correction * (s[[1]][2] - s[[2]][2]) / pooled)
}
welch_claim("H3", x_of("MOGNAD"), strong, !strong, "greater")
welch_claim("H4", x_of("SAMVERKAN"), strong, !strong, "greater")
welch_claim("H5", x_of("STUPROR"), strong, !strong, "less")
service <- register$service[of_unit]
welch_claim("H12", x_of("DELTAGANDE"), service == "both", service == "none", "greater")

# H11: regression with HC3, VIF, Shapley's shares, leave-one-out, bisquare as GSL iterates it.
local({
    d <- data.frame(y = x_of("DELTAGANDE"), INCITAMENT = x_of("INCITAMENT"), fte = x_of("fte"),
                    complexity_level = x_of("complexity_level"))
    key <- answers$orgnr[complete.cases(d)]
    d <- na.omit(d)
    terms <- names(d)[-1]
    fit <- lm(y ~ ., d)
    se <- sqrt(diag(vcovHC(fit, type = "HC3")))
    t <- coef(fit) / se
    df <- df.residual(fit)
    claim("H11", pt(-t[["INCITAMENT"]], df), value = coef(fit)[["INCITAMENT"]], se = se[["INCITAMENT"]],
          n = nrow(d), low = coef(fit)[[2]] - qt(0.975, df) * se[[2]],
          high = coef(fit)[[2]] + qt(0.975, df) * se[[2]])
    r2 <- function(set) if (length(set) == 0) 0 else summary(lm(reformulate(set, "y"), d))$r.squared
    shapley <- function(term) {
        others <- setdiff(terms, term)
        (r2(term) - r2(NULL)) / 3 + (r2(terms) - r2(others)) / 3 +
            sum(vapply(others, function(o) r2(c(o, term)) - r2(o), 0)) / 6
    }
    for (term in terms) {
        at <- function(measure) sprintf("hypothesis/%s/H11|term=%s", measure, term)
        check(at("b"), value = coef(fit)[[term]], se = se[[term]], p = 2 * pt(-abs(t[[term]]), df))
        check(at("beta"), value = coef(fit)[[term]] * sd(d[[term]]) / sd(d$y))
        check(at("vif"), value = car::vif(fit)[[term]])
        check(at("r2_share"), value = shapley(term))
    }
    check("hypothesis/r2/H11", value = summary(fit)$r.squared)
    check("hypothesis/r2_adjusted/H11", value = summary(fit)$adj.r.squared)
    without <- vapply(seq_len(nrow(d)), function(i) coef(lm(y ~ ., d[-i, ]))[[2]], 0)
    for (end in c("low", "high")) {
        i <- if (end == "low") which.min(without) else which.max(without)
        check(sprintf("hypothesis/leave_one_out_%s/H11|unit=%s", end, encoded(key[i])), value = without[i])
    }
    x <- model.matrix(fit)
    b <- coef(fit)
    spread <- sqrt(1 - hatvalues(fit))
    for (pass in 1:200) {
        e <- (d$y - x %*% b) / spread
        u <- e / (4.685 * median(sort(abs(e))[ncol(x):nrow(x)]) / 0.6745)
        w <- ifelse(abs(u) < 1, (1 - u^2)^2, 0)[, 1]
        b <- qr.coef(qr(sqrt(w) * x), sqrt(w) * d$y)
    }
    check("hypothesis/robust_b/H11", value = b[[2]], tolerance = 1e-6)
    size <- group_of("size", register[match(key, register$orgnr), ])
    of_frame <- table(group_of("size", frame))
    all_sizes <- table(group_of("size", register[of_unit, ]))
    d$w <- as.numeric(of_frame[as.character(size)] / all_sizes[as.character(size)])
    weighted <- lm(reformulate(terms, "y"), d, weights = w)
    check("hypothesis/weighted/H11", value = coef(weighted)[[2]],
          se = sqrt(vcovHC(weighted, type = "HC3")[2, 2]))
})

# H13: interaction, the first level's slope less the second's.
local({
    d <- na.omit(data.frame(y = x_of("MEDSKAPANDE"), x = x_of("INKLUDERING"),
                            g = register$public_service[of_unit]))
    fit <- lm(y ~ g / x, d)
    v <- vcovHC(fit, type = "HC3")
    b <- coef(fit)[c("g0:x", "g1:x")]
    v <- v[c("g0:x", "g1:x"), c("g0:x", "g1:x")]
    se <- sqrt(v[1, 1] + v[2, 2] - 2 * v[1, 2])
    df <- df.residual(fit)
    claim("H13", pt(-(b[[1]] - b[[2]]) / se, df), value = b[[1]] - b[[2]], se = se,
          low = b[[1]] - b[[2]] - qt(0.975, df) * se, high = b[[1]] - b[[2]] + qt(0.975, df) * se)
    for (level in 1:2)
        check(paste0("hypothesis/slope/H13|public_service=", level - 1), value = b[[level]],
              se = sqrt(v[level, level]), p = 2 * pt(-abs(b[[level]]) / sqrt(v[level, level]), df))
})

# H15, H16: two one-sided tests of r.
tost <- function(r, n, margin) {
    z <- atanh(r) * sqrt(n - 3)
    max(pnorm(z + atanh(margin) * sqrt(n - 3), lower.tail = FALSE), pnorm(z - atanh(margin) * sqrt(n - 3)))
}
for (h in list(c("H15", "fte"), c("H16", "complexity_level"))) {
    d <- na.omit(data.frame(x = x_of(h[2]), y = x_of("DELTAGANDE")))
    r <- cor(d)[1, 2]
    i <- fisher(r, nrow(d), qnorm(0.95))
    claim(h[1], tost(r, nrow(d), 0.3), value = r, low = i[1], high = i[2])
    r <- cor(steady(d), method = "spearman")[1, 2]
    check(paste0("hypothesis/spearman/", h[1]), value = r, p = tost(r, nrow(d), 0.3))
    check(paste0("hypothesis/correlation/", h[1]), p = cor.test(d$x, d$y)$p.value)
}

# H17, H19: those who are not strong against a half, and against 60 per cent, of a finite population.
for (h in list(list("H17", 0.5), list("H19", 0.6))) {
    n <- sum(!is.na(strong))
    share <- wilson(mean(!strong, na.rm = TRUE), n, n_frame)
    z <- (share$value - h[[2]]) / sqrt(h[[2]] * (1 - h[[2]]) / n * (1 - n / n_frame))
    claim(h[[1]], pnorm(-z), value = share$value, low = share$low, high = share$high)
}

# --- the network: ties as a matrix, from the raw table ---

local({
    ties <- read_table(survey_folder, "cooperation.csv")
    key <- frame$orgnr
    named <- matrix(FALSE, n_frame, n_frame, dimnames = list(key, key))
    named[cbind(ties$from, ties$to)] <- TRUE
    told <- key %in% answers$orgnr
    department <- frame$departement
    own <- outer(department, department, "==")
    ei_of <- function(ties) (sum(ties & !own) - sum(ties & own)) / sum(ties)
    check("network/ties", value = sum(named), n = sum(told) * (n_frame - 1))
    check("network/density", value = sum(named) / (sum(told) * (n_frame - 1)))
    either <- (named | t(named)) & upper.tri(named)
    both <- named & t(named) & upper.tri(named)
    pairs <- choose(sum(told), 2)
    check("network/pairs|ties=union", value = sum(either))
    check("network/pairs|ties=confirmed", value = sum(both), n = pairs)
    check("network/density|ties=union", value = sum(either[told, told]) / pairs)
    check("network/density|ties=confirmed", value = sum(both) / pairs)
    check("network/reciprocity", value = 2 * sum(both) / sum(named))
    check("network/confirmed", value = 2 * sum(both) / sum(named[, told]))
    check("network/ei/department", value = ei_of(named), n = sum(named))
    check("network/ei/department|ties=union", value = ei_of(either))
    check("network/ei/department|ties=confirmed", value = ei_of(both))
    size <- table(department)
    check("network/ei_expected/department",
          value = 1 - 2 * sum(size * (size - 1)) / (n_frame * (n_frame - 1)))
    m <- sum(named)
    within <- outer(rowSums(named), colSums(named)) / m
    check("network/modularity/department", value = sum((named - within)[own]) / m)
    for (d in unique(department)) {
        of <- paste0("department|department=", encoded(d))
        check(paste0("network/ei/", of), value = ei_of(named & department == d))
        check(paste0("network/ei_expected/", of), value = 1 - 2 * (size[[d]] - 1) / (n_frame - 1))
        for (e in unique(department)) {
            to <- paste0(of, ";to=", encoded(e))
            n <- sum(named[department == d, department == e])
            check(paste0("network/ties/", to), value = n)
            check(paste0("network/share/", to), value = n / sum(named[department == d, ]))
        }
    }
    across <- rowSums(named & !own)
    ei <- (2 * across - rowSums(named)) / rowSums(named)
    for (i in seq_along(key)) {
        unit <- paste0("|unit=", encoded(key[i]))
        check(paste0("network/in_degree", unit), value = colSums(named)[[i]])
        if (!told[i]) next
        check(paste0("network/out_degree", unit), value = rowSums(named)[[i]])
        check(paste0("network/across/department", unit), value = across[[i]])
        if (!is.nan(ei[i])) check(paste0("network/ei/department", unit), value = ei[[i]])
    }
    graph <- igraph::graph_from_adjacency_matrix(named * 1)
    between <- igraph::betweenness(graph, normalized = TRUE)
    for (i in which(told))
        check(paste0("network/betweenness|unit=", encoded(key[i])), value = between[[i]])
    check("network/strong_components", value = igraph::components(graph, "strong")$no)
    check("network/components", value = igraph::components(graph, "weak")$no)
    of_answer <- match(answers$orgnr, key)
    welch_claim("H20", unname(across)[of_answer], strong, !strong, "greater")
    c <- cor.test(x_of("STUPROR"), unname(ei)[of_answer])
    claim("H21", pt(c$statistic, c$parameter), value = c$estimate, n = c$parameter + 2,
          low = c$conf.int[1], high = c$conf.int[2])
})
adjusted <- p.adjust(p_of[paste0("hypothesis/estimate/", names(p_of)) %in% figures$id], "holm")
for (h in names(adjusted)) check(paste0("hypothesis/p_holm/", h), value = adjusted[[h]])

# --- the verdict ---

table <- do.call(rbind, compared)
table$deviation <- abs(table$ours - table$r) / pmax(1, abs(table$r))
table$is_far <- table$there & !(table$deviation <= table$tolerance)
for (i in seq_len(nrow(table))) with(table[i, ],
    cat(sprintf("%-58s %-5s %22.15g %22.15g %9.2g%s\n", id, field, ours, r, deviation,
                if (!there) "  absent" else if (is_far) "  FAR" else "")))
there <- table[table$there, ]
worst <- there[which.max(there$deviation / there$tolerance), ]
cat(sprintf("%d figures, %d numbers compared; %d figures absent; %d numbers too far\n",
            length(unique(there$id)), nrow(there), length(unique(table$id[!table$there])), sum(there$is_far)))
exact <- there[there$tolerance <= 1e-9, ]
cat(sprintf("largest deviation: %.2g (%s, %s); of iterated ones: %.2g\n", max(exact$deviation, na.rm = TRUE),
            exact$id[which.max(exact$deviation)], exact$field[which.max(exact$deviation)],
            max(0, there$deviation[there$tolerance > 1e-9], na.rm = TRUE)))
if (any(there$is_far) || length(unique(there$id)) < 40) quit(status = 1)
