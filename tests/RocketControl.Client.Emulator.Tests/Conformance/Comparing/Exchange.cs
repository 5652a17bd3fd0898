namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>The events up to a response, and the response; null at the end of a connection.</summary>
internal sealed record Exchange(IReadOnlyList<NormalFrame> Events, NormalFrame? Response)
{
    /// <summary>Cuts the frames of a connection after each response.</summary>
    public static List<Exchange> Split(IEnumerable<NormalFrame> frames)
    {
        var exchanges = new List<Exchange>();
        var events = new List<NormalFrame>();
        foreach (NormalFrame frame in frames)
            if (frame.IsResponse)
            {
                exchanges.Add(new Exchange(events, frame));
                events = [];
            }
            else
                events.Add(frame);

        exchanges.Add(new Exchange(events, null));
        return WithoutRepeats(exchanges);
    }

    /// <summary>
    /// A living task's status comes each second, mostly with nothing new but its metrics: repeats are dropped. A catch-up before the reply of
    /// <c>rrext_monitor</c> is no repeat.
    /// </summary>
    private static List<Exchange> WithoutRepeats(List<Exchange> exchanges)
    {
        var last = new Dictionary<string, string>();
        var result = new List<Exchange>();
        foreach (Exchange exchange in exchanges)
        {
            if (exchange.Response is { Name: "rrext_monitor", Succeeded: true })
                last.Clear();
            result.Add(exchange with { Events = [.. exchange.Events.Where(frame => !frame.IsStatusUpdate || IsNew(last, frame))] });
        }

        return result;
    }

    private static bool IsNew(Dictionary<string, string> last, NormalFrame update)
    {
        bool isNew = last.GetValueOrDefault(update.Subject) != update.Text;
        last[update.Subject] = update.Text;
        return isNew;
    }
}
