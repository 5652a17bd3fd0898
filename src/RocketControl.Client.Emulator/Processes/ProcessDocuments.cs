using System.Globalization;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>How processes look in lists, in their status and on the dashboard (process protocol §3).</summary>
internal sealed class ProcessDocuments(TimeProvider time)
{
    private const int CommandLength = 60;
    private const int OutputLength = 100;

    public JsonObject Entry(ProcessRecord record)
    {
        EmulatorProcess process = record.Process;
        double runtime = RuntimeOf(process);
        double eta = EtaOf(process, runtime);
        return new JsonObject
        {
            ["pid"] = process.Pid,
            ["command"] = process.Command,
            ["start_time"] = (process.StartedAt - DateTimeOffset.UnixEpoch).TotalSeconds,
            ["status"] = record.Status,
            ["progress"] = process.Progress,
            ["last_output"] = process.LastOutput,
            ["bytes_processed"] = process.BytesProcessed,
            ["runtime"] = runtime,
            ["eta"] = eta,
            ["runtime_formatted"] = Tenths(runtime) + "s",
            ["eta_formatted"] = eta > 0 ? Tenths(eta) + "s" : "Unknown",
        };
    }

    public JsonObject Dashboard(IReadOnlyList<ProcessRecord> records) => new()
    {
        ["timestamp"] = LocalTime(),
        ["total_processes"] = records.Count,
        ["visual_dashboard"] = $"\u001b[1m{records.Count} processes\u001b[0m",
        ["processes"] = new JsonArray([.. records.Select(Row)]),
        ["system_load"] = new JsonObject { ["cpu_percent"] = 0.0, ["memory_percent"] = 0.0 },
    };

    /// <summary>As Python writes a time that knows no zone.</summary>
    public string LocalTime() => time.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private JsonObject Row(ProcessRecord record)
    {
        EmulatorProcess process = record.Process;
        double runtime = RuntimeOf(process);
        double eta = EtaOf(process, runtime);
        return new JsonObject
        {
            ["pid"] = process.Pid,
            ["command"] = process.Command.Length > CommandLength ? process.Command[..CommandLength] + "..." : process.Command,
            ["status"] = record.Status,
            ["runtime"] = Tenths(runtime) + "s",
            ["progress_percent"] = Tenths(process.Progress * 100) + "%",
            ["progress_bar"] = new string('#', (int)(process.Progress * 10)).PadRight(10, '-'),
            ["eta"] = eta > 0 ? eta.ToString("0", CultureInfo.InvariantCulture) + "s" : "Calculating...",
            ["bytes_processed"] = process.BytesProcessed,
            ["last_output"] = process.LastOutput.Length > OutputLength ? process.LastOutput[..OutputLength] : process.LastOutput,
        };
    }

    private double RuntimeOf(EmulatorProcess process) => (time.GetUtcNow() - process.StartedAt).TotalSeconds;

    private static double EtaOf(EmulatorProcess process, double runtime) =>
        process.Progress is > 0 and < 1 ? runtime * (1 - process.Progress) / process.Progress : 0;

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
