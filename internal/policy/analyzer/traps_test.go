package analyzer

import (
	"strings"
	"testing"
)

// declared writes the mentions that count, one after another: the type, ? where it is
// denied with a condition, ! where flatly, and + where a third party has it.
func declared(a *Analysis) string {
	var out []string
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Practice == None {
			continue
		}
		text := m.Type
		switch {
		case m.Denied:
			text += "!"
		case m.Limited:
			text += "?"
		}
		if m.Actor == Third || m.Shared {
			text += "+"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// The traps of policies, in sentences made up for this test.
func TestTraps(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"collected", "我们会收集您的手机号码和设备型号。", "phone_number device_model"},

		{"a refusal is no denial", "如果您拒绝提供手机号码，您将无法使用打卡功能。", "phone_number"},
		{"without consent", "未经您同意，我们不会收集您的通讯录。", "contacts?"},
		{"but for the law", "除法律法规另有规定外，我们不会对外提供您的身份证号。", "id_card?+"},
		{"but for exceptions behind", "我们不会向其他公司共享您的手机号码，但以下情况除外：", "phone_number?+"},
		{"unless", "我们不会读取您的通讯录，除非您主动打开找朋友功能。", "contacts?"},
		{"only with consent", "我们不会默认开启麦克风权限，只有经您授权才会使用。", "microphone"},
		{"not kept is not the same as not collected", "我们不会存储您的位置信息。", "location"},
		{"the object comes first", "这些人脸图像仅在本机上使用，我们不会收集。", "biometric!"},
		{"denied flatly", "我们不会收集您的通讯录、短信内容。", "contacts! sms!"},
		{"denied with the verb", "本应用不采集指纹和声纹。", "biometric! biometric!"},
		{"verbs side by side", "我们不收集、不存储、不使用您的健康数据。", "health!"},
		{"one is denied and one is not", "我们会收集您的手机号，但不会收集您的通讯录。", "phone_number contacts!"},
		{"consent of another clause", "经您授权后我们会获取位置信息，但不会读取短信。", "location sms!"},
		{"only these", "我们不会分享您的姓名、身份证号，仅会向合作伙伴提供用户画像标签。", "name!+ id_card!+ profile+"},
		{"a list of what is denied", "我们不会收集您的以下信息：\n1. 指纹；\n2. 血型。\n我们会收集您的邮箱。", "biometric! health! email"},
		{"it is not collected", "您的指纹不会被收集。", "biometric!"},
		{"what was collected is not given away", "我们获取的通讯录不会对外提供。", "contacts!"},
		{"what was collected is used", "我们收集的邮箱用于发送通知。", "email"},
		{"advice that denies", "我们不会向您索要密码、银行卡号，请勿告知他人。", "password! bank_card!"},
		{"left out", "我们会收集设备型号，不包括IMEI。", "device_model imei!"},
		{"the user's own not", "您可以选择不向我们提供位置信息，推荐的准确性会降低。", "location"},
		{"no bar is no denial", "拒绝授权不会影响您使用我们收集位置信息以外的功能。", "location"},
		{"must be able to", "我们无法获知您的银行卡密码。", "bank_card! password!"},

		{"the name of the app, in quotes", "欢迎使用“闪拍相机”软件。\n我们通过闪拍相机收集您的昵称。", "profile"},
		{"the name of the app, in the title", "口袋证件照隐私政策\n为使用口袋证件照，我们会收集您的邮箱。", "email"},
		{"the name of a document", "我们收集信息的方式见《人脸识别服务协议》。", ""},

		{"address of a login", "我们会收集您的登录IP地址。", "ip"},
		{"broken after a Latin word", "我们会收集您的设备MAC\u2028地址和IMEI。", "mac imei"},
		{"a version as a heading", "android版本：\n收集IMEI", "imei"},
		{"sound and picture", "我们会收集您上传的音视频信息。", "photos microphone"},
		{"a place to check figures by", "统计服务会收集设备标识符，并通过地理位置校准报表数据。", "device_id location"},

		{"a definition of sensitive information", "个人敏感信息是指一旦泄露可能危害人身安全的信息，包括身份证件号码、银行账号、通信记录和行踪轨迹。", ""},
		{"that is collected", "我们会收集以下个人敏感信息：身份证件号码、银行账号。", "id_card bank_card"},
		{"advice", "请妥善保管您的密码，切勿将密码告知他人。", ""},
		{"a court", "由本公司住所地有管辖权的法院管辖。", ""},
		{"a conspicuous place", "我们会在网站显著位置公布更新。", ""},
		{"a fault", "由于您将密码告知他人或与他人共享账号导致的信息泄露，我们不承担责任。", ""},

		{"the means to a place", "我们会通过IP地址、WLAN和基站获取您的位置信息。", "location"},
		{"the same as information", "我们会收集您的IP地址、WLAN信息和基站信息。", "ip wifi cell_tower"},

		{"the names of SDKs", "本应用接入了定位SDK和人脸识别SDK。", ""},
		{"an SDK collects", "某某统计SDK会收集IMEI、MAC地址。", "imei+ mac+"},
		{"what SDKs of versions collect", "统计SDK可能会获取：SDK/API/JS代码版本、浏览器、互联网服务提供商、设备型号、传感器参数。", "app_version+ browser+ carrier+ device_model+ sensor+"},
		{"a record of an SDK", "1. 某某统计SDK\n使用目的：统计\n收集的信息：IMEI、MAC地址", "imei+ mac+"},
		{"an entry about an SDK", "某某推送SDK：我们会获取IMEI，用于推送。", "imei+"},
		{"a third party asks the user", "第三方支付机构会要求您提供姓名、银行卡号。", "name+ bank_card+"},
		{"a service of both", "当智能设备服务商与我们联合为您提供服务时，我们会收集您的IMEI。", "imei+"},
		{"a company by its name", "支付宝会收集您的设备型号。", "device_model+"},
		{"given to somebody by name", "我们会向某某驿站提供您的姓名。", "name+"},
		{"given to a company of ours", "我们可能会将您的邮箱共享给我们的关联公司。", "email+"},
		{"we, from a third party", "我们会从第三方平台获取您的昵称、头像。", "profile profile"},
		{"we and others", "我们或我们的第三方合作伙伴会收集您的设备信息。", "device_info"},
		{"collected, then given away", "我们会收集您的位置信息和IMEI，去标识化后提供给地图服务商。", "location+ imei+"},
		{"the user gives", "您需要填写姓名、身份证号。", "name id_card"},
		{"the user shows it to others", "一、我们收集的信息\n您分享的照片会被其他用户看到。", "photos"},

		{"when the user publishes", "您发布图片、语音时，我们会收集您的昵称。", "profile"},
		{"what users may do with it", "您可以修改您的姓名、性别。", ""},
		{"what for is no information", "我们收集设备型号，用于短信验证。", "device_model"},
		{"a function", "您可以使用浏览、搜索功能。", ""},
		{"a web address", "详见https://example.com/log?imei=1。", ""},
		{"a link in Markdown", "我们会收集[设备](https://example.com/terms)型号。", "device_model"},
	} {
		if got := declared(analyze(c.text)); got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.name, c.text, got, c.want)
		}
	}
}
