using System.Text;
using RocketControl.Client.Transports.RocketRide.Chat;

namespace RocketControl.Client.Tests.RocketRide.Chat;

/// <summary>The words in which a question travels.</summary>
[TestFixture]
internal sealed class QuestionTests
{
    [Test]
    public void A_plain_question_leaves_everything_to_the_server() =>
        Assert.That(Written(new Question("What?")), Is.EqualTo("""{"type":"question","expectJson":false,"questions":[{"text":"What?"}]}"""));

    [Test]
    public void A_question_carries_all_that_it_was_given()
    {
        var question = new Question("What?")
        {
            Type = QuestionType.Semantic,
            ExpectJson = true,
            Role = "You are terse.",
            Instructions = [new QuestionInstruction("Style", "One line.")],
            Examples = [new QuestionExample("2+2", "4")],
            History = [new QuestionTurn("user", "hi")],
            Context = ["fact"],
            Goals = ["be right"],
            Documents = [new QuestionDocument("text"), new QuestionDocument("more", "object-1", 2)],
        };

        Assert.That(Written(question), Is.EqualTo(
            """
            {"type":"semantic","expectJson":true,"role":"You are terse.","instructions":[{"subtitle":"Style","instructions":"One line."}],
            "history":[{"role":"user","content":"hi"}],"examples":[{"given":"2+2","result":"4"}],"context":["fact"],"goals":["be right"],
            "documents":[{"type":"Document","page_content":"text"},{"type":"Document","page_content":"more","metadata":{"objectId":"object-1","chunkId":2}}],
            "questions":[{"text":"What?"}]}
            """.ReplaceLineEndings("")));
    }

    [Test]
    public void A_plain_filter_leaves_everything_to_the_server() =>
        Assert.That(Written(new Question("What?") { Filter = new QuestionFilter() }), Does.Contain("""{"fullTables":false,"fullDocuments":false}"""));

    [Test]
    public void A_filter_carries_all_that_it_was_given()
    {
        var filter = new QuestionFilter
        {
            FullTables = true,
            FullDocuments = true,
            Offset = 1,
            Limit = 2,
            FollowUpQuestions = 3,
            UseQuickRank = true,
            UseGroupRank = true,
            IncludeContext = true,
            ObjectIds = ["o"],
            ChunkIds = [4],
            MinChunkId = 5,
            MaxChunkId = 6,
            NodeId = "n",
            Parent = "p",
            Name = "x",
            Permissions = [7],
            IsDeleted = false,
            IsTable = true,
            TableIds = [8, 9],
        };

        Assert.That(Written(new Question("What?") { Filter = filter }), Does.Contain(
            """
            "filter":{"fullTables":true,"fullDocuments":true,"offset":1,"limit":2,"followUpQuestions":3,"useQuickRank":true,"useGroupRank":true,"context":true,
            "objectIds":["o"],"chunkIds":[4],"minChunkId":5,"maxChunkId":6,"nodeId":"n","parent":"p","name":"x","permissions":[7],"isDeleted":false,"isTable":true,
            "tableIds":[8,9]}
            """.ReplaceLineEndings("")));
    }

    private static string Written(Question question) => Encoding.UTF8.GetString(QuestionWriter.Write(question));
}
