namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What a client looks for in the answer to a call.</summary>
internal enum AnswerKind
{
    /// <summary>Members of a JSON document.</summary>
    Json,

    /// <summary>Nothing but that the server says yes.</summary>
    Nothing,

    /// <summary>Bytes or a text, which are handed on as they are.</summary>
    Text,
}
