using System.Globalization;
using System.Text.Json;

namespace RocketControl.Client.Transports.Processes;

/// <summary>What the server says of one process, in a list, in its status or on the dashboard.</summary>
/// <param name="Pid">Its pid.</param>
/// <param name="Identity">What tells it from others under the same pid.</param>
/// <param name="Status">The server's word for its state.</param>
/// <param name="Raw">Everything.</param>
internal sealed record ProcessEntry(string Pid, ProcessIdentity Identity, string Status, JsonElement Raw)
{
    /// <summary>The share of the work that is done; the dashboard gives it as text in percent.</summary>
    public double? Progress
    {
        get
        {
            if (Raw.Number("progress"u8) is { } share)
                return Math.Clamp(share, 0, 1);
            return double.TryParse(Raw.Text("progress_percent"u8)?.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
                ? Math.Clamp(percent / 100, 0, 1)
                : null;
        }
    }

    public string LastOutput => Raw.Text("last_output"u8) ?? "";

    public DateTimeOffset? StartedAt => Raw.UnixSeconds("start_time"u8);

    /// <summary>Null when there is no pid or no state in it.</summary>
    public static ProcessEntry? Read(JsonElement entry) =>
        entry.Integer("pid"u8) is > 0 and var pid && entry.Text("status"u8) is { } status
            ? new ProcessEntry(
                pid.ToString(CultureInfo.InvariantCulture), new ProcessIdentity(entry.Text("command"u8) ?? "", entry.Number("start_time"u8)), status, entry)
            : null;
}
