namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Compares the server frames of one connection: responses in order, the events between two responses in order for each task.</summary>
internal sealed class Comparison(string scenario)
{
    private readonly List<Difference> _differences = [];

    /// <summary>How many recorded frames were looked for.</summary>
    public int Compared { get; private set; }

    public IReadOnlyList<Difference> Differences => _differences;

    public void Compare(IEnumerable<NormalFrame> recorded, IEnumerable<NormalFrame> actual)
    {
        List<Exchange> expected = Exchange.Split(recorded);
        List<Exchange> came = Exchange.Split(actual);
        var expectedEvents = new List<NormalFrame>();
        var actualEvents = new List<NormalFrame>();

        List<(Exchange? Left, Exchange? Right)> pairs = Alignment.Of(expected, came, exchange => exchange.Response?.RequestSeq ?? "(end)");
        for (int index = 0; index < pairs.Count; index++)
        {
            (Exchange? left, Exchange? right) = pairs[index];
            expectedEvents.AddRange(left?.Events ?? []);
            actualEvents.AddRange(right?.Events ?? []);
            if (left is null || right is null)
            {
                Report(left?.Response, right?.Response, pairs.Skip(index).FirstOrDefault(pair => pair.Left is not null).Left?.Response);
                continue;
            }

            CompareEvents(expectedEvents, actualEvents, left.Response);
            CompareFrames(left.Response, right.Response);
            expectedEvents.Clear();
            actualEvents.Clear();
        }
    }

    private void CompareEvents(List<NormalFrame> expected, List<NormalFrame> actual, NormalFrame? before)
    {
        foreach (string subject in expected.Concat(actual).Select(frame => frame.Subject).Distinct().ToList())
        {
            List<(NormalFrame? Left, NormalFrame? Right)> pairs = Alignment.Of(
                [.. expected.Where(frame => frame.Subject == subject)],
                [.. actual.Where(frame => frame.Subject == subject)],
                frame => frame.Text);
            Compared += pairs.Count(pair => pair.Left is not null && pair.Right is not null);

            List<NormalFrame> unexpected = [.. pairs.Where(pair => pair.Left is null).Select(pair => pair.Right!)];
            foreach (NormalFrame missing in pairs.Where(pair => pair.Right is null).Select(pair => pair.Left!))
            {
                NormalFrame? instead = unexpected.Find(frame => frame.Name == missing.Name);
                Report(missing, instead);
                if (instead is not null)
                    unexpected.Remove(instead);
            }

            foreach (NormalFrame frame in unexpected)
                Report(null, frame, before);
        }
    }

    private void CompareFrames(NormalFrame? expected, NormalFrame? actual)
    {
        if (expected?.Text == actual?.Text)
            Compared += expected is null ? 0 : 1;
        else
            Report(expected, actual);
    }

    private void Report(NormalFrame? expected, NormalFrame? actual, NormalFrame? before = null)
    {
        if (expected is null && actual is null)
            return;

        Compared += expected is null ? 0 : 1;
        string where = expected?.Recorded is { } frame ? $"line {frame.Line}{(frame.Why is null ? "" : $" ({frame.Why})")}"
            : before?.Recorded is { } next ? $"before line {next.Line}"
            : "at the end";
        string what = expected is null ? "a frame that was not recorded"
            : actual is null ? "a frame is missing"
            : JsonDifference.Describe(expected.Json, actual.Json);
        _differences.Add(new Difference(scenario, where, what, expected?.Text, actual?.Text));
    }
}
