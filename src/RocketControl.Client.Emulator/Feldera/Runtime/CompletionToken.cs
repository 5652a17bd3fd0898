using System.Globalization;
using System.Text;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>What an ingress request gets to ask with whether its data has been processed.</summary>
internal sealed record CompletionToken(Guid Incarnation, long Batch)
{
    /// <summary>A token for everything that the process has ingested so far.</summary>
    public static CompletionToken Of(PipelineProcess process) => new(process.Incarnation, process.Circuit.LastBatch);

    /// <summary>Null when the text is no token.</summary>
    public static CompletionToken? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[128];
        if (!Convert.TryFromBase64String(text, bytes, out int length))
            return null;
        string[] parts = Encoding.ASCII.GetString(bytes[..length]).Split('/');
        return parts.Length == 2
            && Guid.TryParse(parts[0], out Guid incarnation)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long batch)
            ? new CompletionToken(incarnation, batch)
            : null;
    }

    public override string ToString() => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Incarnation}/{Batch}"));
}
