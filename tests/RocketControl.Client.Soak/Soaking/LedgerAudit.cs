using RocketControl.Client.Emulator;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>Holds what the client said against what the server got.</summary>
internal sealed class LedgerAudit(IReadOnlyList<ReceivedRequest> received, SoakReport report)
{
    private readonly Dictionary<string, int> _starts = CountNames(received.Select(StartedBy));
    private readonly Dictionary<string, int> _sends = CountNames(received.Select(SentBy));
    private readonly Dictionary<long, int> _writes = received
        .Where(request => request.Subcommand == "write" || IsPost(request))
        .GroupBy(request => request.DataLength ?? 0)
        .ToDictionary(group => group.Key, group => group.Count());

    public void Check(IReadOnlyCollection<Deed> deeds)
    {
        foreach (var deed in deeds)
            Check(deed);
        report.Starts += _starts.Count;
        report.Objects += _writes.Count;
    }

    private void Check(Deed deed)
    {
        var times = (deed.IsStart ? _starts : _sends).GetValueOrDefault(deed.Name);
        if (times > 1)
            report.Complain($"{deed.Name} reached the server {times} times");
        if (deed.Verdict == Verdict.Done && times == 0)
            report.Complain($"{deed.Name} was said to be done but never reached the server");
        if (deed is { Verdict: Verdict.NotDone, IsStart: true } && times > 0)
            report.Complain($"{deed.Name} was said not to be done but reached the server");
        var written = deed.Length is { } length ? _writes.GetValueOrDefault(length) : times;
        if (written > 1)
            report.Complain($"{deed.Name} was written {written} times");
        if (deed.Verdict == Verdict.Done && written == 0)
            report.Complain($"{deed.Name} was said to be done but was never written");
        if (deed.Verdict == Verdict.Unknown)
            report.Count($"unknown outcome of a {(deed.IsStart ? "start" : "send")}: {(written > 0 ? "" : "not ")}at the server");
    }

    private static Dictionary<string, int> CountNames(IEnumerable<string?> names) =>
        names.OfType<string>().GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The token of the run that the request is to start; null for any other request.</summary>
    private static string? StartedBy(ReceivedRequest request) => request switch
    {
        { Command: "execute", ArgumentsJson: { } json } => Between(json, "\"token\":\"", '"'),
        { Http: { Method: "POST", Path: "/task" } http } => Between(http.Query + "&", "token=", '&'),
        _ => null,
    };

    /// <summary>The name of the object that the request is to feed; null for any other request.</summary>
    private static string? SentBy(ReceivedRequest request) => request switch
    {
        { Subcommand: "open", ArgumentsJson: { } json } => Between(json, "\"name\":\"", '"'),
        { Http: { } http } when IsPost(request) => Between(http.Headers["Content-Disposition"] + ";", "filename=", ';')?.Trim('"'),
        _ => null,
    };

    private static bool IsPost(ReceivedRequest request) => request.Http is { Method: "POST", Path: "/task/data" };

    private static string? Between(string text, string before, char behind)
    {
        var begin = text.IndexOf(before, StringComparison.Ordinal);
        if (begin < 0)
            return null;
        begin += before.Length;
        return text[begin..text.IndexOf(behind, begin)];
    }
}
