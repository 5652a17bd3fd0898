using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>Small made-up metrics: a live task shows some load, and the billing units grow with its time.</summary>
internal sealed class TaskMetrics
{
    private const double CpuPercent = 1.5;
    private const double MemoryMegabytes = 96.5;
    private const double UnitsPerSecond = 0.25;

    private bool _live;
    private double _units;

    public void Sample(double liveSeconds)
    {
        _live = true;
        _units = Math.Round(liveSeconds * UnitsPerSecond, 1);
    }

    /// <summary>Zeroes the metrics, as the end of a task does; the billing units stay.</summary>
    public void Zero() => _live = false;

    public JsonObject ToMetricsJson()
    {
        double cpu = _live ? CpuPercent : 0;
        double memory = _live ? MemoryMegabytes : 0;
        return new()
        {
            ["cpu_percent"] = PythonFloat.Node(cpu),
            ["cpu_memory_mb"] = PythonFloat.Node(memory),
            ["gpu_memory_mb"] = PythonFloat.Node(0),
            ["peak_cpu_percent"] = PythonFloat.Node(cpu),
            ["peak_cpu_memory_mb"] = PythonFloat.Node(memory),
            ["peak_gpu_memory_mb"] = PythonFloat.Node(0),
            ["avg_cpu_percent"] = PythonFloat.Node(cpu),
            ["avg_cpu_memory_mb"] = PythonFloat.Node(memory),
            ["avg_gpu_memory_mb"] = PythonFloat.Node(0),
        };
    }

    public JsonObject ToTokensJson() => new()
    {
        ["cpu_utilization"] = PythonFloat.Node(_units),
        ["cpu_memory"] = PythonFloat.Node(0),
        ["gpu_memory"] = PythonFloat.Node(0),
        ["gpu_inference"] = PythonFloat.Node(0),
        ["custom"] = new JsonObject(),
        ["total"] = PythonFloat.Node(_units),
    };
}
