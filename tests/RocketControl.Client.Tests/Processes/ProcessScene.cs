using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Processes;

/// <summary>A client of a process manager that never leaves the process. Nothing waits in it but what a test moves the clock for.</summary>
internal sealed class ProcessScene : IAsyncDisposable
{
    public const int Pid = 12345;
    public const string Id = "12345";
    public const string Entry =
        """{"pid":12345,"command":"python train.py","start_time":1704110400.25,"status":"running","progress":0.5,"last_output":"epoch 1"}""";

    public const string Page = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n";

    public ProcessScene(Func<ProcessManagerOptions, ProcessManagerOptions>? configure = null)
    {
        var options = Watched.Processes with { Endpoint = "http://localhost:5000/manager", TimeProvider = Time, MaxRetries = 0 };
        Client = new RunControlClient(new ProcessManagerTransport(configure?.Invoke(options) ?? options, Http), Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public ScriptedHttp Http { get; } = new();

    public RunControlClient Client { get; }

    public static string Status(string entry = Entry) => $$"""{"success":true,"process":{{entry}}}""";

    public ProcessScene On(string target, string json, int status = 200)
    {
        Http.On(Target(target), json, status);
        return this;
    }

    public ProcessScene OnPage(string target, int status = 404)
    {
        Http.On(Target(target), Page, "text/html; charset=utf-8", status);
        return this;
    }

    /// <summary>A server that can do nothing but terminate.</summary>
    public ProcessScene WithoutSiblings() => OnPage($"GET status/{Id}").OnPage("GET list").OnPage("GET dashboard");

    public int Count(string target) => Http.Count(Target(target));

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private static string Target(string target) => target.Split(' ') is [var method, var route] ? $"{method} manager/api/processes/{route}" : target;
}
