using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>The server's own answers (process protocol §2, §3).</summary>
internal static class ProcessAnswers
{
    public static HttpAnswer UnknownPid(long pid) => Error($"Process not found: PID {pid}", StatusCodes.Status404NotFound);

    public static HttpAnswer NotRunning(long pid) => Error($"Process already terminated: PID {pid}", StatusCodes.Status400BadRequest);

    public static HttpAnswer TerminationFailed(string reason) =>
        Error($"Failed to terminate process: {reason}", StatusCodes.Status500InternalServerError);

    public static HttpAnswer ServerError(string reason) => Error($"Server error: {reason}", StatusCodes.Status500InternalServerError);

    public static HttpAnswer NotSerializable() => ServerError("Object of type Popen is not JSON serializable");

    /// <summary>Dialect B has one refusal for everything that can go wrong with a process.</summary>
    public static HttpAnswer Failed(string action, long pid) => Unsuccessful($"Failed to {action} process {pid} or process not found");

    public static HttpAnswer NotListed(long pid) => Unsuccessful($"Process {pid} not found");

    public static HttpAnswer Done(string action, long pid) => HttpAnswer.Json(new JsonObject
    {
        ["success"] = true,
        ["message"] = $"Process {pid} {action} successfully",
    });

    private static HttpAnswer Unsuccessful(string error) =>
        HttpAnswer.Json(new JsonObject { ["success"] = false, ["error"] = error }, StatusCodes.Status404NotFound);

    private static HttpAnswer Error(string error, int status) => HttpAnswer.Json(new JsonObject { ["error"] = error }, status);
}
