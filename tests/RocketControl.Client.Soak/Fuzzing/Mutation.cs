using System.Text;

namespace RocketControl.Client.Soak.Fuzzing;

/// <summary>Damages frames the way that broken peers, hostile peers and bad luck do.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly byte[][] Insertions =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "\"\"", "-1", "1e400", "9223372036854775808", "NaN", "-Infinity", "0.5", "\"\\ud800\"", "\"\\u0000\"", "\\", "\n", "\r\n", "\0",
            "{\"a\":", "}", "]", ",", ":", "\"request_seq\":1,", "\"body\":null,", "\"body\":[],", "\"body\":7,", "\"success\":\"yes\",", "\"type\":\"event\",", "ü", "🚀",
            "\uFEFF", "/*", "//",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], Encoding.UTF8.GetBytes(new string('[', 100_000)), Encoding.UTF8.GetBytes(new string('9', 10_000)),
    ];

    public byte[] Of(byte[] frame, byte[] other)
    {
        var mutated = frame;
        // Mostly once: a frame that is damaged all over is turned away at the door.
        for (var times = random.Next(3) == 0 ? 1 + random.Next(4) : 1; times > 0; times--)
            mutated = Once(mutated, other);
        return mutated;
    }

    private byte[] Once(byte[] frame, byte[] other)
    {
        var at = random.Next(frame.Length + 1);
        var length = Math.Min(random.Next(1, 16), frame.Length - at);
        switch (random.Next(10))
        {
            case 0: // a few bits
                var flipped = frame.ToArray();
                if (at < flipped.Length)
                    flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1: // a piece missing
                return [.. frame[..at], .. frame[(at + length)..]];
            case 2: // a piece twice
                return [.. frame[..(at + length)], .. frame[at..]];
            case 3: // the end missing
                return frame[..at];
            case 4: // spliced with another one
                return [.. frame[..at], .. other[random.Next(other.Length + 1)..]];
            case 5: // something inserted
                return [.. frame[..at], .. Any(Insertions), .. frame[at..]];
            case 6 or 7: // a value in the place of another one's
                var (otherFrom, otherTo) = ValueAt(other, random.Next(other.Length + 1));
                return ReplaceValue(frame, at, other[otherFrom..otherTo]);
            default: // something in the place of a value
                return ReplaceValue(frame, at, Any(Insertions));
        }
    }

    private static byte[] ReplaceValue(byte[] frame, int at, byte[] value)
    {
        var (from, to) = ValueAt(frame, at);
        return [.. frame[..from], .. value, .. frame[to..]];
    }

    /// <summary>The first simple value behind that place; a nested one would be cut.</summary>
    private static (int From, int To) ValueAt(byte[] frame, int at)
    {
        var from = frame.AsSpan(at).IndexOf((byte)':') is >= 0 and var colon ? at + colon + 1 : at;
        while (from < frame.Length && frame[from] is ((byte)' ' or (byte)'{' or (byte)'['))
            from++;
        var end = frame.AsSpan(from).IndexOfAny((byte)',', (byte)'}', (byte)']');
        return (from, end < 0 ? frame.Length : from + end);
    }

    private T Any<T>(T[] choices) => choices[random.Next(choices.Length)];
}
