using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Errors;

/// <summary>
/// The errors that requests run into by the state of things. Codes and details are the server's; the texts are the emulator's own, but for that of a start that is
/// illegal, which is documented.
/// </summary>
internal static class Refusals
{
    public static RefusedException Of(string code, string message, JsonNode? details = null) => new(new ApiError(code, message, details));

    public static RefusedException UnknownPipelineName(string name) =>
        Of("UnknownPipelineName", $"There is no pipeline named '{name}'", new JsonObject { ["pipeline_name"] = name });

    public static RefusedException DuplicateName() => Of("DuplicateName", "The name is already taken");

    public static RefusedException InvalidParam(string error) => Of("InvalidParam", $"Invalid parameter: {error}", new JsonObject { ["error"] = error });

    public static RefusedException EnterpriseFeature(string feature) =>
        Of("EnterpriseFeature", $"'{feature}' is only available in the Enterprise edition", new JsonObject { ["feature"] = feature });

    public static RefusedException IllegalAction(string status, string desired, string newDesired, string hint) => Of(
        "IllegalPipelineAction",
        $"Deployment resources status (current: '{status}', desired: '{desired}') cannot have desired changed to '{newDesired}'. {hint}",
        new JsonObject { ["status"] = status, ["current_desired_status"] = desired, ["new_desired_status"] = newDesired, ["hint"] = hint });

    public static RefusedException NotDeployed(string name, string status, string desired) => Of(
        "PipelineInteractionNotDeployed",
        $"The pipeline cannot be reached while its deployment status is '{status}': it is not (yet) fully provisioned (pipeline \"{name}\")",
        new JsonObject { ["pipeline_name"] = name, ["status"] = status, ["desired_status"] = desired });

    public static RefusedException Unreachable(string name, string request, string error) => Of(
        "PipelineInteractionUnreachable",
        $"The request could not be sent to the pipeline: {error} (request {request}, pipeline \"{name}\")",
        new JsonObject { ["pipeline_name"] = name, ["request"] = request, ["error"] = error });

    public static RefusedException InvalidTransition(string action, string from) => Of(
        "InvalidTransition", $"'{action}' is not possible from {from}", new JsonObject { ["from"] = from, ["to"] = action });

    public static RefusedException IncarnationMismatch(Guid expected, string actual) => Of(
        "IncarnationUuidMismatch",
        $"The pipeline has been restarted: its incarnation is {expected}, not {actual}",
        new JsonObject { ["expected"] = expected.ToString(), ["actual"] = actual });

    public static RefusedException AdHocQuery(string error) =>
        Of("AdHocQueryError", $"The query failed: {error}", new JsonObject { ["error"] = error });
}
