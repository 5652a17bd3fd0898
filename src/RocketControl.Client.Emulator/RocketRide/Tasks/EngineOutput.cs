namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The console lines of an engine process, as the recordings have them.</summary>
internal static class EngineOutput
{
    private const int Process = 4711;
    private const int Port = 21001;

    /// <summary>The lines of a start; the source becomes ready in their midst.</summary>
    public static void Started(Action<string> write, Action becomeReady)
    {
        write($"INFO:     Started server process [{Process}]");
        write("INFO:     Waiting for application startup.");
        becomeReady();
        write("INFO:     Application startup complete.");
        write($"INFO:     Uvicorn running on http://localhost:{Port} (Press CTRL+C to quit)");
    }

    /// <summary>The lines of the first pipe request.</summary>
    public static void Connected(Action<string> write)
    {
        write("INFO:     ('127.0.0.1', 36746) - \"WebSocket /task/data\" [accepted]");
        write("INFO:     connection open");
    }

    public static void Stopped(Action<string> write, bool wasConnected)
    {
        write("INFO:     Shutting down");
        if (wasConnected)
            write("INFO:     connection closed");
        write("INFO:     Waiting for application shutdown.");
        write("INFO:     Application shutdown complete.");
        write($"INFO:     Finished server process [{Process}]");
    }
}
