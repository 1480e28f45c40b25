import type { StatusCatalogue } from "./status-text.ts";

/** The words of statuses in German. */
export const german: StatusCatalogue = {
  language: "de",
  nothingToDo: "Niemand muss etwas tun.",
  progress: ["Pull Requests: {done} von {total}.", "Pull Requests: {done} von mindestens {total}."],
  retry: ["Nächster Versuch: {retryAt}.", "Der nächste Lauf versucht es wieder."],
  situations: {
    pending: {
      label: "Noch nie gelesen",
      detail: ["Die erste Synchronisierung hat noch nicht begonnen."],
    },
    syncing: { label: "Wird gelesen", detail: ["Änderungen werden gelesen.", "{progress}"] },
    first_sync: {
      label: "Wird gelesen",
      detail: ["Die erste vollständige Synchronisierung läuft.", "{progress}"],
    },
    stalled: {
      label: "Unterbrochen",
      detail: [
        "Die Synchronisierung ist auf halbem Weg stehen geblieben.",
        "{progress}",
        "Der nächste Lauf macht dort weiter.",
      ],
    },
    complete: {
      label: "Aktuell",
      detail: [
        "Alles, was GitHub zeigte, ist gespeichert.",
        "Änderungen sind bis {lastSyncAt} bekannt.",
      ],
    },
    history: {
      label: "Erste Synchronisierung",
      detail: [
        "Die erste Synchronisierung ist noch nicht vollständig.",
        "{progress}",
        "Der nächste Lauf macht dort weiter.",
      ],
    },
    items: {
      label: "Einiges fehlt noch",
      detail: [
        "Einige Pull Requests konnten nicht gelesen werden.",
        "Alle anderen sind gespeichert.",
        "Spätere Läufe versuchen es wieder.",
      ],
    },
    permission: {
      label: "Berechtigung fehlt",
      detail: ["Das Token darf nicht alle Daten lesen.", "Es fehlen: {missing}."],
      action: "Geben Sie dem Token Lesezugriff auf das, was fehlt.",
    },
    stopped: {
      label: "Angehalten",
      detail: [
        "Der letzte Lauf wurde angehalten, bevor er alles gelesen hatte.",
        "Der nächste Lauf macht dort weiter.",
      ],
    },
    paused: {
      label: "Pausiert",
      detail: [
        "Das Repository ist abgeschaltet.",
        "Gespeicherte Daten bleiben, neue werden nicht gelesen.",
      ],
    },
    incomplete: {
      label: "Unvollständig",
      detail: [
        "Die gespeicherten Daten sind richtig, aber unvollständig.",
        "Der nächste Lauf macht weiter.",
      ],
    },
    failed: {
      label: "Fehlgeschlagen",
      detail: ["Der letzte Lauf ist fehlgeschlagen.", "{retry}"],
      action: "Sehen Sie sich den Fehler im Protokoll an.",
    },
    unknown: {
      label: "Unbekannter Status",
      detail: ["Eine neuere Version hat diesen Status gespeichert."],
    },
    token_missing: {
      label: "Kein Token",
      detail: ["Für das Repository ist kein Token gespeichert."],
      action: "Speichern Sie ein Token.",
    },
    token_undecryptable: {
      label: "Token unlesbar",
      detail: ["Das gespeicherte Token konnte nicht gelesen werden."],
      action: "Speichern Sie das Token neu, oder lassen Sie seinen Schlüssel wiederherstellen.",
    },
    token_refused: {
      label: "Token abgelehnt",
      detail: [
        "GitHub hat das Token abgelehnt: Es ist falsch, abgelaufen, widerrufen oder gesperrt.",
      ],
      action: "Speichern Sie ein neues Token, oder lassen Sie die Sperre aufheben.",
    },
    access_denied: {
      label: "Zugriff verweigert",
      detail: ["GitHub verweigert dem Token den Zugriff auf das Repository."],
      action:
        "Prüfen Sie die Rechte des Tokens, das Single Sign-on der Organisation und ihre IP-Liste.",
    },
    repository_gone: {
      label: "Repository weg",
      detail: [
        "GitHub zeigt diesem Token das Repository nicht mehr.",
        "Gespeicherte Daten bleiben.",
      ],
      action: "Prüfen Sie den Namen des Repositorys und den Zugriff des Tokens.",
    },
    rate_limited: { label: "Limit erreicht", detail: ["GitHubs Limit ist verbraucht.", "{retry}"] },
    query_too_heavy: {
      label: "Abfrage zu groß",
      detail: ["GitHub brauchte zu lange für die Daten.", "{retry}"],
    },
    transient: {
      label: "Vorübergehend gestört",
      detail: [
        "GitHub oder ein Dienst auf dem Weg dorthin gab keine brauchbare Antwort.",
        "{retry}",
      ],
    },
    config_invalid: {
      label: "Falsch eingerichtet",
      detail: ["Die Synchronisierung ist nicht richtig eingerichtet."],
      action: "Berichtigen Sie die Einstellungen; das Protokoll nennt den Fehler.",
    },
    response_invalid: {
      label: "Unerwartete Antwort",
      detail: ["GitHub hat eine unbrauchbare Antwort geschickt.", "{retry}"],
      action: "Sehen Sie sich den Fehler im Protokoll an.",
    },
    store_failed: {
      label: "Datenbankfehler",
      detail: ["Die Datenbank hat versagt.", "{retry}"],
      action: "Prüfen Sie die Datenbank, wenn das wieder vorkommt.",
    },
    lease_lost: {
      label: "Übernommen",
      detail: ["Ein anderer Prozess hat übernommen.", "{retry}"],
    },
    internal: {
      label: "Interner Fehler",
      detail: ["Die Synchronisierung ist unerwartet fehlgeschlagen.", "{retry}"],
      action: "Sehen Sie sich den Fehler im Protokoll an.",
    },
  },
  parts: {
    author: "Autoren",
    mergedBy: "wer zusammengeführt hat",
    mergeCommitSha: "Merge-Commits",
    headRepository: "Quell-Repositorys",
    milestone: "Meilensteine",
    labels: "Labels",
    assignees: "Zuständige",
    requestedReviewers: "angefragte Reviewer",
    linkedIssues: "verknüpfte Issues",
    reviews: "Reviews",
    reviewComments: "Review-Kommentare",
    comments: "Kommentare",
    commits: "Commits",
    files: "Dateien",
  },
};
