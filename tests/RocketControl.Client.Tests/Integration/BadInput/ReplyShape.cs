using System.Text.Json.Nodes;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>A reply that is a reply but not the one that was asked for, and what is to come of it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Name">What is wrong with the reply.</param>
/// <param name="Change">Makes it so.</param>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="OutcomeUnknown">Whether the request may have been carried out for all that the client knows.</param>
internal sealed record ReplyShape(ClientCall Call, string Name, Action<JsonObject> Change, RunControlErrorKind Kind, bool OutcomeUnknown)
{
    public static IEnumerable<ReplyShape> All =>
    [
        .. Bodies(ClientCall.Starting, RunControlErrorKind.Protocol, outcomeUnknown: true, "{}", """{"token":null}""", """{"token":""}""", """{"token":7}"""),
        .. Bodies(ClientCall.Opening, RunControlErrorKind.RunFailed, outcomeUnknown: false, "{}", """{"pipe_id":"0"}""", """{"pipe_id":1.5}"""),
        Body(ClientCall.Closing, null, RunControlErrorKind.RunFailed, outcomeUnknown: false),
        .. new[] { "[]", "\"text\"", "1", "true" }.Select(body => Body(ClientCall.Closing, body, RunControlErrorKind.Protocol, outcomeUnknown: true)),
        .. Bodies(ClientCall.AskingForStatus, RunControlErrorKind.Protocol, outcomeUnknown: false, "{}", """{"status":"Running"}"""),
        .. Bodies(ClientCall.Attaching, RunControlErrorKind.Protocol, outcomeUnknown: false, "{}", """{"status":"Running"}"""),
        .. Bodies(ClientCall.Waiting, RunControlErrorKind.Protocol, outcomeUnknown: false, "{}", """{"status":"Running"}"""),
    ];

    public override string ToString() => $"{Call} and {Name}";

    private static IEnumerable<ReplyShape> Bodies(ClientCall call, RunControlErrorKind kind, bool outcomeUnknown, params string[] bodies) =>
        bodies.Concat([null, "null", "[]", "\"text\"", "1", "true"]).Select(body => Body(call, body, kind, outcomeUnknown));

    private static ReplyShape Body(ClientCall call, string? body, RunControlErrorKind kind, bool outcomeUnknown) =>
        body is null
            ? new ReplyShape(call, "getting no body", reply => reply.Remove("body"), kind, outcomeUnknown)
            : new ReplyShape(call, $"getting {body}", reply => reply["body"] = JsonNode.Parse(body), kind, outcomeUnknown);
}
