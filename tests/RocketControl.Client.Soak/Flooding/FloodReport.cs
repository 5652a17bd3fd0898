namespace RocketControl.Client.Soak.Flooding;

/// <summary>What came of a flood.</summary>
/// <param name="Sent">How many events the server sent.</param>
/// <param name="Swift">The reader who keeps up.</param>
/// <param name="Slow">The reader who is far too slow.</param>
/// <param name="Calls">How many calls were answered meanwhile.</param>
/// <param name="SlowestCall">The longest that one of them took.</param>
/// <param name="MostBytes">The most managed memory in use above what it was before.</param>
/// <param name="Duration">How long it all took.</param>
internal sealed record FloodReport(
    int Sent, FloodReader Swift, FloodReader Slow, int Calls, TimeSpan SlowestCall, long MostBytes, TimeSpan Duration)
{
    private const long AllowedBytes = 32 * 1024 * 1024;

    public IEnumerable<string> Lines =>
    [
        $"sent: {Sent:N0} events, {Sent / Duration.TotalSeconds:N0} a second",
        LineOf(Swift),
        LineOf(Slow),
        $"other calls answered meanwhile: {Calls:N0}, the slowest after {SlowestCall.TotalMilliseconds:N0} ms",
        $"managed memory: at most {MostBytes:N0} bytes more than before",
    ];

    public IEnumerable<string> Problems
    {
        get
        {
            foreach (var reader in new[] { Swift, Slow })
            {
                if (reader.Received + reader.Dropped != Sent)
                    yield return $"{reader.Name} knows of {reader.Received + reader.Dropped:N0} events instead of {Sent:N0}";
                if (reader.OutOfOrder > 0)
                    yield return $"{reader.Name} got {reader.OutOfOrder:N0} events out of order";
            }
            if (Swift.Dropped > 0)
                yield return $"{Swift.Name} keeps up, but {Swift.Dropped:N0} events were dropped";
            if (Slow.Dropped == 0)
                yield return $"{Slow.Name} does not keep up, but no events were dropped";
            if (MostBytes > AllowedBytes)
                yield return $"the flood took {MostBytes:N0} bytes of memory; {AllowedBytes:N0} are allowed";
        }
    }

    private static string LineOf(FloodReader reader) =>
        $"{reader.Name}: {reader.Received:N0} received + {reader.Dropped:N0} dropped = {reader.Received + reader.Dropped:N0}, {reader.OutOfOrder:N0} out of order";
}
