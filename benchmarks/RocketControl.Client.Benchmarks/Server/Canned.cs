using System.Text;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>The bodies of the answers, of the sizes that a real server's have (RocketRide protocol §1.4, §3.2, §4).</summary>
internal static class Canned
{
    public static readonly byte[] Account = """
        {"userToken": "KEY", "userId": "local", "displayName": "Developer", "email": "", "defaultTeam": "local", "organizations": [{"id": "local", "name": "Local",
        "permissions": ["org.admin"], "teams": [{"id": "local", "name": "Development", "permissions": ["team.admin", "read", "write", "execute", "task.control",
        "task.data", "task.monitor", "task.debug", "task.store"]}]}], "apps": [], "capabilities": ["oss"]}
        """u8.ToArray();

    public static readonly byte[] Started = """
        {"id": "bench.webhook_1", "token": "tk_bench", "publicToken": "pk_bench", "projectId": "p", "source": "webhook_1", "provider": "webhook"}
        """u8.ToArray();

    public static readonly byte[] Pong = """{"pong": true}"""u8.ToArray();

    public static readonly byte[] Opened = """{"pipe_id": 0}"""u8.ToArray();

    public static readonly byte[] Closed = """{"name": "n", "path": "", "objectId": "00000000-0000-0000-0000-000000000000", "result_types": {}}"""u8.ToArray();

    public static readonly byte[] Status = Encoding.UTF8.GetBytes(StatusOf(completed: 0));

    /// <summary>The same as an event carries it: with the task that it belongs to.</summary>
    public static string StatusEventOf(int completed) => StatusOf(completed)[..^1] + """, "__id": "bench.webhook_1"}""";

    /// <summary>A TASK_STATUS of a running task, about 1 kB.</summary>
    public static string StatusOf(int completed) =>
        $$$"""
        {"name": "bench.Webhook", "project_id": "p", "source": "webhook_1", "completed": false, "state": 3, "startTime": 1795195560.1425276, "endTime": 0.0,
        "debuggerAttached": false, "status": "Processing", "warnings": [], "errors": [], "currentObject": "", "currentSize": 0, "notes": [], "totalSize": 0,
        "totalCount": {{{completed}}}, "completedSize": 0, "completedCount": {{{completed}}}, "failedSize": 0, "failedCount": 0, "wordsSize": 0, "wordsCount": 0, "rateSize": 0,
        "rateCount": 0, "serviceUp": true, "exitCode": 0, "exitMessage": "", "pipeflow": {"totalPipes": 0, "byPipe": {}}, "metrics": {"cpu_percent": 49.45,
        "cpu_memory_mb": 84.125, "gpu_memory_mb": 0.0, "peak_cpu_percent": 49.45, "peak_cpu_memory_mb": 84.125, "peak_gpu_memory_mb": 0.0, "avg_cpu_percent":
        93.23185639448872, "avg_cpu_memory_mb": 65.80485232875418, "avg_gpu_memory_mb": 0.0}, "tokens": {"cpu_utilization": 0.5, "cpu_memory": 0.0, "gpu_memory":
        0.0, "gpu_inference": 0.0, "custom": {}, "total": 0.5}}
        """.ReplaceLineEndings(" ");
}
