using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>The bytes of a client frame, spelled as the recorded length says they were.</summary>
internal static class FrameSpelling
{
    private static readonly PythonJsonText[] Spellings =
        [new(Spaced: true, Ascii: true), new(Spaced: false, Ascii: false), new(Spaced: true, Ascii: false), new(Spaced: false, Ascii: true)];

    /// <param name="frame">The recorded frame.</param>
    /// <param name="json">Its JSON with the peer's own tokens and ids put in.</param>
    /// <exception cref="FormatException">No spelling has the recorded length.</exception>
    public static byte[] Spell(RecordedFrame frame, JsonNode? json)
    {
        if (frame.Raw is not null)
            return frame.Raw;

        int? headerLength = frame.Length - (frame.Payload is null ? 0 : frame.Payload.Length + 1);
        string text = frame.Text ?? SpellingOf(frame, headerLength).Write(json);
        byte[] header = Encoding.UTF8.GetBytes(text);
        return frame.Payload is null ? header : [.. header, (byte)'\n', .. frame.Payload];
    }

    private static PythonJsonText SpellingOf(RecordedFrame frame, int? length) =>
        Spellings.FirstOrDefault(spelling => length is null || Encoding.UTF8.GetByteCount(spelling.Write(frame.Json)) == length)
        ?? throw new FormatException($"Line {frame.Line}: no spelling has the recorded length of {length} bytes.");
}
