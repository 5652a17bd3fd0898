namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Python's JSON writer may emit bare <c>NaN</c> and <c>Infinity</c> (RocketRide protocol §2.3). They are no JSON; this replaces them by
/// <c>null</c> so that the rest of the frame can be read.
/// </summary>
internal static class NonFiniteNumbers
{
    /// <summary>The text with every bare non-finite number replaced, or null when there is none.</summary>
    public static byte[]? Replace(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0)
            return null;

        var result = new List<byte>(json.Length);
        var replaced = false;
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (inString)
            {
                result.Add(json[i]);
                if (json[i] == '\\' && i + 1 < json.Length)
                    result.Add(json[++i]);
                else if (json[i] == '"')
                    inString = false;
                continue;
            }
            var length = LengthOfNonFinite(json[i..]);
            if (length > 0)
            {
                result.AddRange("null"u8);
                replaced = true;
                i += length - 1;
                continue;
            }
            inString = json[i] == '"';
            result.Add(json[i]);
        }
        return replaced ? [.. result] : null;
    }

    private static int LengthOfNonFinite(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("NaN"u8))
            return 3;
        if (json.StartsWith("Infinity"u8))
            return 8;
        return json.StartsWith("-Infinity"u8) ? 9 : 0;
    }
}
